package import Configuration
package import Containers

/// Everything a command may touch. Tests fill it with recorded answers.
package struct Context: Sendable {
    package var engine: any Engine
    /// The container it acts on; `nil` where no session is meant.
    package var session: Session?
    package var host: any HostWorld
    package var settings: Settings
    package var shell: any LiveShell
    package var report: @Sendable (Report) -> Void

    package init(
        engine: any Engine, session: Session?, host: any HostWorld, settings: Settings,
        shell: any LiveShell, report: @escaping @Sendable (Report) -> Void
    ) {
        self.engine = engine
        self.session = session
        self.host = host
        self.settings = settings
        self.shell = shell
        self.report = report
    }
}

/// Runs the words of an invocation. Throws only when the tool can't be started at all.
package protocol Engine: Sendable {
    var tool: Tool { get }
    func run(_ invocation: Invocation) throws -> Answer
}

/// The host as a command sees it.
package protocol HostWorld: Sendable {
    /// A variable of paks' own environment.
    func variable(_ name: String) -> String?
    /// The directory that paks was started in, absolute.
    var directory: String { get }
    var homeDirectory: String { get }
    /// Seconds since 1970.
    var now: Int { get }
    func read(_ path: String) throws -> [UInt8]
    /// Writes whole or not at all, mode 0600, and makes missing folders 0700.
    func write(_ bytes: [UInt8], to path: String) throws
    func remove(_ path: String) throws
    func list(_ path: String) throws -> [String]
    func exists(_ path: String) -> Bool
    func isDirectory(_ path: String) -> Bool
    /// Does something while no other paks process holds the same lock file.
    func withLock<T>(_ path: String, _ body: () throws -> T) throws -> T
    /// Runs a host command line (`cmd://` references) and returns what it printed.
    func run(_ words: [String]) throws -> Answer
}

/// The way to the live shell; a job's goes through the screen process.
package protocol LiveShell: Sendable {
    func ask(_ request: ShellRequest) throws -> Reply
    /// Where the shell is, as it last said; `nil` when it never did.
    var directory: String? { get }
}
