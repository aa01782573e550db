package io.muster.failover.fault.ground;

/** What a fault needs of the machine beside processes of its own. */
public enum Need
{
    /** Network namespaces, and rules that drop packets between them. */
    NAMESPACES,
    /** File systems of its own for each master, which can be shut down at once. */
    MOUNTS,
    /** A C compiler, for the library that comes between a process and its disk or clock. */
    COMPILER,
    /** The Python that moves packets between namespaces through bad weather. */
    PYTHON
}
