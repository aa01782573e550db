/**
 * Tests of the contract: that what a schema says is complete, that its ids never change their meaning, that every
 * message comes back as it went, and that {@code docs/protocol.md} says the same as the schemas.
 */
package io.muster.codecs;
