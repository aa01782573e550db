/** What the model of the commit rule shows. */
package io.muster.failover.rule;
