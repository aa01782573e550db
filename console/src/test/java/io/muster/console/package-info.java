/** Tests of the console, without starting one; failover-tests starts them. */
package io.muster.console;
