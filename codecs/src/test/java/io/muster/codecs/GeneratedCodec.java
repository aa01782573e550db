package io.muster.codecs;

import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import uk.co.real_logic.sbe.PrimitiveType;
import uk.co.real_logic.sbe.xml.CompositeType;
import uk.co.real_logic.sbe.xml.EncodedDataType;
import uk.co.real_logic.sbe.xml.EnumType;
import uk.co.real_logic.sbe.xml.Field;
import uk.co.real_logic.sbe.xml.Message;

import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** The generated encoder and decoder of one message, called by the names that its schema gives the fields. */
final class GeneratedCodec
{
    private static final int ENTRIES_MAX = 5;
    private static final int DATA_BYTES_MAX = 300;

    private final String packageName;
    private final Message message;

    GeneratedCodec(final Contract contract, final Message message)
    {
        this.packageName = contract.schema().packageName() + '.';
        this.message = message;
    }

    /** Writes random values, now and then the least and the greatest that a field can carry. */
    Reading write(final MutableDirectBuffer buffer, final int offset, final Random random)
    {
        final Object header = make("MessageHeaderEncoder");
        final Object encoder = make(message.name() + "Encoder");
        call(encoder, "wrapAndApplyHeader", buffer, offset, header);
        final List<String> values = new ArrayList<>();
        message.fields().forEach((field) -> write(encoder, field, values, random));
        return new Reading(values, (int)call(header, "encodedLength") + (int)call(encoder, "encodedLength"));
    }

    Reading read(final DirectBuffer buffer, final int offset)
    {
        final Object header = make("MessageHeaderDecoder");
        final Object decoder = make(message.name() + "Decoder");
        call(decoder, "wrapAndApplyHeader", buffer, offset, header);
        final List<String> values = new ArrayList<>();
        message.fields().forEach((field) -> read(decoder, field, values));
        return new Reading(values, (int)call(header, "encodedLength") + (int)call(decoder, "encodedLength"));
    }

    private static void write(final Object encoder, final Field field, final List<String> values, final Random random)
    {
        if (field.groupFields() != null)
        {
            final int count = random.nextInt(ENTRIES_MAX + 1);
            values.add(field.name() + '=' + count);
            final Object group = call(encoder, field.name() + "Count", count);
            for (int i = 0; i < count; i++)
            {
                call(group, "next");
                field.groupFields().forEach((inner) -> write(group, inner, values, random));
            }
        }
        else if (isText(field))
        {
            final String text = text(field, random);
            call(encoder, field.name(), text);
            values.add(field.name() + '=' + text);
        }
        else if (field.isVariableLength())
        {
            final byte[] bytes = new byte[random.nextInt(DATA_BYTES_MAX)];
            random.nextBytes(bytes);
            call(encoder, "put" + capitalised(field.name()), bytes, 0, bytes.length);
            values.add(field.name() + '=' + BitUtil.toHex(bytes));
        }
        else
        {
            final Object value = value(encoder, field, random);
            call(encoder, field.name(), value);
            values.add(field.name() + '=' + value);
        }
    }

    private static void read(final Object decoder, final Field field, final List<String> values)
    {
        if (field.groupFields() != null)
        {
            final Object group = call(decoder, field.name());
            values.add(field.name() + '=' + call(group, "count"));
            while ((boolean)call(group, "hasNext"))
            {
                call(group, "next");
                field.groupFields().forEach((inner) -> read(group, inner, values));
            }
        }
        else if (field.isVariableLength() && !isText(field))
        {
            final byte[] bytes = new byte[(int)call(decoder, field.name() + "Length")];
            call(decoder, "get" + capitalised(field.name()), bytes, 0, bytes.length);
            values.add(field.name() + '=' + BitUtil.toHex(bytes));
        }
        else
        {
            values.add(field.name() + '=' + call(decoder, field.name()));
        }
    }

    private static boolean isText(final Field field)
    {
        if (field.isVariableLength())
        {
            final EncodedDataType data = (EncodedDataType)((CompositeType)field.type()).getType("varData");
            return StandardCharsets.UTF_8.name().equals(data.characterEncoding());
        }
        return field.type() instanceof EncodedDataType type && type.length() > 1;
    }

    private static String text(final Field field, final Random random)
    {
        return field.isVariableLength() ?
            random.ints(random.nextInt(DATA_BYTES_MAX / 4), ' ', 0xD800)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString() :
            random.ints(random.nextInt(field.type().encodedLength() + 1), 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }

    private static Object value(final Object encoder, final Field field, final Random random)
    {
        if (field.type() instanceof EnumType type)
        {
            final List<EnumType.ValidValue> names = Contract.values(type);
            final String name = names.get(random.nextInt(names.size())).name();
            final Class<?> constants = load(encoder.getClass().getPackageName() + '.' + type.name());
            return Arrays.stream(constants.getEnumConstants())
                .filter((constant) -> constant.toString().equals(name))
                .findFirst().orElseThrow();
        }
        final EncodedDataType type = (EncodedDataType)field.type();
        return switch (random.nextInt(8))
        {
            case 0 -> number(type.primitiveType(), type.primitiveType().minValue().longValue());
            case 1 -> number(type.primitiveType(), type.primitiveType().maxValue().longValue());
            case 2 -> number(type.primitiveType(), 0);
            default -> number(type.primitiveType(), random.nextLong());
        };
    }

    /** As the encoder takes it: the least Java type that holds every value; 64 bits as they are. */
    private static Object number(final PrimitiveType type, final long bits)
    {
        return switch (type)
        {
            case INT8 -> (byte)bits;
            case UINT8 -> (short)(bits & 0xFF);
            case INT16 -> (short)bits;
            case UINT16 -> (int)(bits & 0xFFFF);
            case INT32 -> (int)bits;
            case INT64, UINT64 -> bits;
            default -> throw new IllegalArgumentException("no field of Muster is a " + type);
        };
    }

    private Object make(final String className)
    {
        try
        {
            return load(packageName + className).getConstructor().newInstance();
        }
        catch (final ReflectiveOperationException ex)
        {
            throw new IllegalStateException(ex);
        }
    }

    private static Class<?> load(final String className)
    {
        try
        {
            return Class.forName(className);
        }
        catch (final ClassNotFoundException ex)
        {
            throw new IllegalStateException(ex);
        }
    }

    private static Object call(final Object target, final String name, final Object... arguments)
    {
        try
        {
            return Arrays.stream(target.getClass().getMethods())
                .filter((method) -> method.getName().equals(name) && takes(method, arguments))
                .findFirst().orElseThrow(() -> new IllegalStateException(target.getClass() + " has no " + name))
                .invoke(target, arguments);
        }
        catch (final ReflectiveOperationException ex)
        {
            throw new IllegalStateException(target.getClass().getSimpleName() + '.' + name, ex);
        }
    }

    private static boolean takes(final Method method, final Object... arguments)
    {
        final Class<?>[] types = MethodType.methodType(void.class, method.getParameterTypes()).wrap().parameterArray();
        return types.length == arguments.length &&
            IntStream.range(0, types.length).allMatch((i) -> types[i].isInstance(arguments[i]));
    }

    private static String capitalised(final String name)
    {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
}
