package org.seqlang.benchmarks;

/**
 * What a first prediction asks for.
 *
 * @param seconds from the start of the JVM to the first output
 * @param memory the largest resident size by then, in MB
 * @param disk all that must be on disk, in MB, or 0 if unknown
 */
record Started(String column, String side, double seconds, double memory, double disk) {}
