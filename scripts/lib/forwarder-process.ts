/** How the forwarder's process is run: its memory is for messages, which are none of the heap's. */

/** A small nursery is swept more often. */
export const FORWARDER_FLAGS = ['--max-semi-space-size=2'];

/** So that the blocks of a big message are mappings of their own, which go back to the system (glibc). */
export const FORWARDER_ENV = { MALLOC_MMAP_THRESHOLD_: String(128 * 1024) };
