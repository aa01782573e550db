/** Commands that are programs of their own, in a JVM of their own: passed on as they are. Owned by the main thread. */
package io.muster.console.tools;
