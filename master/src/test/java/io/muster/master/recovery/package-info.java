/** Tests of what a replica begins with. */
package io.muster.master.recovery;
