package io.muster.replay.prompt;

import io.muster.replay.log.ReplayError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ExpressionTest
{
    @ParameterizedTest
    @ValueSource(strings = {"type=JoinInstance", "users>=1,000 kind!=tick", "name='Ann B' user=7", "position<65_536"})
    void shouldTakeWhatMakesSense(final String text)
    {
        assertEquals(text, new Expression(text).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "type", "type=Nonsense", "kind=odd", "colour=red", "users=many", "type>tick", "user=3 oops", "=", "user="})
    void shouldRefuseTheRestAndSayWhatThereIs(final String text)
    {
        final ReplayError.Refusal refusal = assertThrows(ReplayError.Refusal.class, () -> new Expression(text));

        assertTrue(refusal.getMessage().startsWith("M0201 '"), refusal::getMessage);
        assertTrue(refusal.getMessage().contains("position term"), refusal::getMessage);
    }

    @Test
    void shouldNameTheTermThatIsNotUnderstood()
    {
        assertTrue(assertThrows(ReplayError.Refusal.class, () -> new Expression("user=3 hue=4"))
            .getMessage().startsWith("M0201 'hue=4' "));
    }
}
