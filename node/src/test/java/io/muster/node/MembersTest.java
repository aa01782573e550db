package io.muster.node;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class MembersTest
{
    @Test
    void shouldKnowWhereEachReplicaHearsWhat()
    {
        final Members members = Members.parse("2=c:20020, 0=a:20000,1=b:20010");

        assertEquals(3, members.all().size());
        assertEquals("0=a:20000,1=b:20010,2=c:20020", members.ingressEndpoints());
        assertEquals("c:20025", members.member(2).endpoint(Members.Port.QUERIES));
        assertEquals(20_017, members.member(1).port(Members.Port.STATUS));
        assertThrows(StartupException.class, () -> members.member(3));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "0", "0=a", "0=a:", "a=a:20000", "0=a:80", "0=a:65535", "0=a:20000,", "0=a:20000,0=b:20000",
        "0=a:1024,1=a:1034,2=a:1044,3=a:1054,4=a:1064,5=a:1074,6=a:1084,7=a:1094" })
    void shouldRefuseWhatIsNoListOfReplicas(final String text)
    {
        final StartupException ex = assertThrows(StartupException.class, () -> Members.parse(text));

        assertEquals(StartupError.SETTING_MALFORMED, ex.error());
    }
}
