/**
 * Play between session nodes and game nodes, past the master.
 * <p>
 * Hears packets at the node's play endpoint and says packets to the play endpoints of the other kind. One agent thread
 * owns it. It never blocks and never repeats a packet: the numbers of inputs and outputs recover what is dropped.
 */
package io.muster.node.play;
