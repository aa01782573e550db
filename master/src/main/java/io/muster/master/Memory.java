package io.muster.master;

import com.sun.management.HotSpotDiagnosticMXBean;

import java.lang.management.ManagementFactory;

/** What the JVM was given. */
final class Memory
{
    private Memory()
    {
    }

    /** Most bytes of direct memory: as set, or else as much as the heap may take. */
    static long directBytesMax()
    {
        final HotSpotDiagnosticMXBean machine = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        final long set = Long.parseLong(machine.getVMOption("MaxDirectMemorySize").getValue());
        return set == 0 ? Runtime.getRuntime().maxMemory() : set;
    }
}
