package io.muster.benchmarks.capture;

import com.sun.management.ThreadMXBean;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/** What the threads of our own code in this process have allocated and worked; threads of one name are one. */
final class ThreadMeter
{
    /** The writers of both nodes: where Chronicle Queue runs. */
    static final String CAPTURE = "capture";

    private static final Pattern OURS = Pattern.compile("session|game-agent|game-worker-\\d+|gateway-.*|" + CAPTURE);

    private final ThreadMXBean bean = (ThreadMXBean)ManagementFactory.getThreadMXBean();
    private final List<String> names = new ArrayList<>();
    private final List<long[]> ids = new ArrayList<>();

    /** Of the threads that run now. */
    ThreadMeter()
    {
        final ThreadInfo[] all = bean.getThreadInfo(bean.getAllThreadIds());
        Arrays.stream(all)
            .filter((thread) -> thread != null && OURS.matcher(thread.getThreadName()).matches())
            .map(ThreadInfo::getThreadName)
            .distinct()
            .sorted()
            .forEach((name) ->
            {
                names.add(name);
                ids.add(Arrays.stream(all)
                    .filter((thread) -> thread != null && thread.getThreadName().equals(name))
                    .mapToLong(ThreadInfo::getThreadId)
                    .toArray());
            });
    }

    List<String> names()
    {
        return names;
    }

    /** In the order of the names. */
    long[] allocatedBytes()
    {
        return ids.stream().mapToLong((some) -> LongStream.of(bean.getThreadAllocatedBytes(some)).sum()).toArray();
    }

    /** In the order of the names. */
    long[] cpuNs()
    {
        return ids.stream().mapToLong((some) -> LongStream.of(bean.getThreadCpuTime(some)).sum()).toArray();
    }
}
