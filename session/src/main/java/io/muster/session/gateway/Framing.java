package io.muster.session.gateway;

import io.muster.codecs.RefusalCode;
import io.muster.session.frame.Sentences;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.ssl.SslHandler;

/**
 * How messages are told apart on a connection. A message is written after its header into the buffer that goes to the
 * socket, many messages at once, so that a batch costs one write whatever the framing is.
 */
enum Framing
{
    /** FIX Simple Open Framing Header: length with the header (uint32) and encoding type (uint16), big endian. */
    TCP
    {
        @Override
        void putHeader(final ByteBuf out, final int length)
        {
            out.writeInt(SOFH_LENGTH + length);
            out.writeShort(SOFH_ENCODING);
        }

        /** The player reads the end of the stream after the last frame, and then closes its side. */
        @Override
        void sayGoodbye(final Channel channel, final RefusalCode code)
        {
            final SslHandler tls = channel.pipeline().get(SslHandler.class);
            if (tls != null)
            {
                tls.closeOutbound();
            }
            else
            {
                ((DuplexChannel)channel).shutdownOutput();
            }
        }
    },

    /** RFC 6455: one unfragmented binary frame, not masked, a message. */
    WEB_SOCKET
    {
        @Override
        void putHeader(final ByteBuf out, final int length)
        {
            out.writeByte(FINAL_BINARY);
            if (length < LENGTH_OF_16_BITS)
            {
                out.writeByte(length);
            }
            else
            {
                out.writeByte(LENGTH_OF_16_BITS);
                out.writeShort(length);
            }
        }

        /** The status is 4000 and the code, so that a browser's close event tells it too. */
        @Override
        void sayGoodbye(final Channel channel, final RefusalCode code)
        {
            channel.writeAndFlush(new CloseWebSocketFrame(CLOSE_STATUS_BASE + code.value(), Sentences.of(code)));
        }
    };

    /** Bytes before a message over TCP. */
    static final int SOFH_LENGTH = 6;
    /** SBE 1.0, little endian. */
    static final int SOFH_ENCODING = 0xEB50;
    /** A message must fit a WebSocket length of 16 bits. */
    static final int MESSAGE_BYTES_MAX = 0xFFFF;

    private static final int FINAL_BINARY = 0x82;
    private static final int LENGTH_OF_16_BITS = 126;
    private static final int CLOSE_STATUS_BASE = 4000;

    /** Write what goes before a message of a length. */
    abstract void putHeader(ByteBuf out, int length);

    /** Nothing more is sent: say so in the way of the transport. Called once the last frame is written. */
    abstract void sayGoodbye(Channel channel, RefusalCode code);
}
