package io.muster.codecs;

import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import uk.co.real_logic.sbe.ir.Ir;
import uk.co.real_logic.sbe.xml.IrGenerator;

import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * Every message of every schema comes back as it went: what the generated encoder wrote is read alike by the generated
 * decoder and by SBE's own interpreter of the schema, and both read it to its last byte.
 */
class RoundTripTest
{
    private static final int TIMES = 200;
    private static final int OFFSET = 24;

    @TestFactory
    Stream<DynamicTest> shouldComeBackAsItWent()
    {
        final long seed = Long.getLong("seed", new Random().nextLong());
        return Contract.all().stream().flatMap((contract) ->
        {
            final Ir ir = new IrGenerator().generate(contract.schema());
            return contract.messages().stream().map((message) -> DynamicTest.dynamicTest(
                message.name() + " -Dseed=" + seed,
                () -> comesBack(new GeneratedCodec(contract, message), ir, new Random(seed))));
        });
    }

    private static void comesBack(final GeneratedCodec codec, final Ir ir, final Random random)
    {
        final MutableDirectBuffer buffer = new ExpandableArrayBuffer(1 << 16);
        IntStream.range(0, TIMES).forEach((time) ->
        {
            final Reading spoken = codec.write(buffer, OFFSET, random);
            assertEquals(spoken, codec.read(buffer, OFFSET));
            assertEquals(spoken, InterpretedCodec.read(buffer, OFFSET, ir));
        });
    }
}
