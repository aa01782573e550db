/**
 * Session nodes, master and games by hand, on real loopback sockets, in the thread of the test: they say what the
 * schema says, and can be told to go wrong in the ways that the SDK must survive and the ledgers must see.
 */
package io.muster.client.fake;
