import CHost
import Glibc

extension Process {
    /// Lets the threads that it has now run soon after they were woken, though for a short time
    /// (sched(7)), as one that hands keys on should. What they start runs as ever.
    package func runInShortSlices() {
        for thread in (try? Files.list("/proc/\(id)/task")) ?? [] {
            if let number = pid_t(thread) { paks_run_in_short_slices(number) }
        }
    }
}
