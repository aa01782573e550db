/** Tests of the console's cluster on this machine, without starting one; failover-tests starts them. */
package io.muster.console.local;
