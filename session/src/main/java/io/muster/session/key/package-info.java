/**
 * Proof of who a user is, without asking anybody: keys that a session node signs and every session node can check.
 * <p>
 * Hears and says nothing on the wire. {@link io.muster.session.key.UserKeys} belongs to the session agent's thread;
 * time is a parameter. Never shows a secret, and never starts without one.
 */
package io.muster.session.key;
