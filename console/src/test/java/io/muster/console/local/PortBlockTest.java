package io.muster.console.local;

import org.junit.jupiter.api.Test;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class PortBlockTest
{
    @Test
    void shouldNotGiveTheSamePortsTwice()
    {
        try (PortBlock one = PortBlock.claim(); PortBlock other = PortBlock.claim())
        {
            assertNotEquals(one.port(0), other.port(0));
        }
    }

    @Test
    void shouldSeeThatATcpPortIsTaken() throws Exception
    {
        try (PortBlock block = PortBlock.claim(); ServerSocket socket = new ServerSocket())
        {
            assertEquals(0, PortBlock.firstTaken(block.port(0)));
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), block.port(42)));

            assertEquals(block.port(42), PortBlock.firstTaken(block.port(0)));
        }
    }

    @Test
    void shouldSeeThatAUdpPortIsTaken() throws Exception
    {
        try (PortBlock block = PortBlock.claim(); DatagramSocket socket = new DatagramSocket(null))
        {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), block.port(7)));

            assertEquals(block.port(7), PortBlock.firstTaken(block.port(0)));
        }
    }

    @Test
    void shouldKnowItsEnd()
    {
        assertThrows(IllegalArgumentException.class, () -> PortBlock.at(20_000).port(PortBlock.SIZE));
    }
}
