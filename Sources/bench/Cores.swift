import Glibc
import Terminal

/// Something that reads a terminal's bytes.
protocol Core: ~Copyable {
    mutating func feed(_ bytes: UnsafeBufferPointer<UInt8>)
    mutating func resize(columns: Int, rows: Int)
}

/// The cores that are measured.
enum CoreName: String, CaseIterable {
    case paks, ghostty, libvterm
}

/// What is done with a core, whichever it is.
protocol Measuring {
    associatedtype Outcome
    mutating func measure(_ core: inout some Core & ~Copyable) -> Outcome
}

/// The cores that are there: ours, and the peers whose library was found.
struct Cores {
    private let ghostty: Library?
    private let libvterm: Library?

    /// - Parameters:
    ///   - ghostty: path of libghostty-vt.so.
    ///   - libvterm: path of libvterm.so.
    init(ghostty: String, libvterm: String) {
        self.ghostty = Library(ghostty)
        self.libvterm = Library(libvterm)
        if self.ghostty == nil { complain("no libghostty-vt (\(ghostty)): goes without") }
        if self.libvterm == nil { complain("no libvterm (\(libvterm)): goes without") }
    }

    /// Measures a fresh core with 10,000 rows of history; `nil` when it isn't there.
    func measure<M: Measuring>(
        _ name: CoreName, columns: Int, rows: Int, with measuring: M
    ) -> M.Outcome? {
        var measuring = measuring
        switch name {
        case .paks:
            var core = OwnCore(columns: columns, rows: rows)
            return measuring.measure(&core)
        case .ghostty:
            guard let ghostty, var core = GhosttyCore(ghostty, columns: columns, rows: rows)
            else { return nil }
            return measuring.measure(&core)
        case .libvterm:
            guard let libvterm, var core = LibvtermCore(libvterm, columns: columns, rows: rows)
            else { return nil }
            return measuring.measure(&core)
        }
    }
}

/// Ours.
struct OwnCore: Core, ~Copyable {
    private var screen: Screen

    init(columns: Int, rows: Int) {
        screen = Screen(size: Size(columns: columns, rows: rows), scrollback: 10_000)
    }

    mutating func feed(_ bytes: UnsafeBufferPointer<UInt8>) { screen.feed(bytes.span) }

    mutating func resize(columns: Int, rows: Int) {
        screen.resize(to: Size(columns: columns, rows: rows))
    }
}

/// A shared library's functions, found by name when the program runs.
struct Library {
    private let handle: UnsafeMutableRawPointer

    /// - Returns: `nil` when the library isn't there.
    init?(_ path: String) {
        guard let handle = dlopen(path, RTLD_NOW | RTLD_LOCAL) else { return nil }
        self.handle = handle
    }

    func function<Function>(_ name: String, as type: Function.Type) -> Function? {
        dlsym(handle, name).map { unsafeBitCast($0, to: type) }
    }
}

/// libghostty-vt through its C interface.
struct GhosttyCore: Core, ~Copyable {
    private typealias New =
        @convention(c) (
            UnsafeRawPointer?, UnsafeMutablePointer<OpaquePointer?>, UInt16, UInt16
        ) -> Int32
    private typealias Set = @convention(c) (OpaquePointer, Int32, UnsafeRawPointer) -> Int32
    private typealias Write = @convention(c) (OpaquePointer, UnsafePointer<UInt8>, Int) -> Void
    private typealias Resize =
        @convention(c) (OpaquePointer, UInt16, UInt16, UInt32, UInt32) -> Int32
    private typealias Free = @convention(c) (OpaquePointer) -> Void

    /// `GHOSTTY_TERMINAL_OPT_SCROLLBACK_MAX_BYTES`; its limit by lines is slow.
    private static let limitInBytes: Int32 = 27
    /// What 10,000 rows take there, a cell and a row having eight bytes.
    private static func bytesOfHistory(_ columns: Int) -> Int { (columns + 1) * 8 * 10_000 }

    private let terminal: OpaquePointer
    private let write: Write
    private let change: Resize
    private let free: Free

    init?(_ library: Library, columns: Int, rows: Int) {
        guard let new = library.function("ghostty_terminal_new", as: New.self),
            let set = library.function("ghostty_terminal_set", as: Set.self),
            let write = library.function("ghostty_terminal_vt_write", as: Write.self),
            let change = library.function("ghostty_terminal_resize", as: Resize.self),
            let free = library.function("ghostty_terminal_free", as: Free.self)
        else { return nil }
        var made: OpaquePointer?
        guard new(nil, &made, UInt16(columns), UInt16(rows)) == 0, let made else { return nil }
        var limit = Self.bytesOfHistory(columns)
        _ = set(made, Self.limitInBytes, &limit)
        terminal = made
        self.write = write
        self.change = change
        self.free = free
    }

    deinit { free(terminal) }

    mutating func feed(_ bytes: UnsafeBufferPointer<UInt8>) {
        if let base = bytes.baseAddress { write(terminal, base, bytes.count) }
    }

    mutating func resize(columns: Int, rows: Int) {
        _ = change(terminal, UInt16(columns), UInt16(rows), 8, 16)
    }
}

/// libvterm with its screen layer, damage merged as editors ask for it. It keeps no history: that
/// is left to the program that uses it.
struct LibvtermCore: Core, ~Copyable {
    private typealias New = @convention(c) (Int32, Int32) -> OpaquePointer?
    private typealias Obtain = @convention(c) (OpaquePointer) -> OpaquePointer?
    private typealias SetNumber = @convention(c) (OpaquePointer, Int32) -> Void
    private typealias Write = @convention(c) (OpaquePointer, UnsafePointer<UInt8>, Int) -> Int
    private typealias SetSize = @convention(c) (OpaquePointer, Int32, Int32) -> Void
    private typealias Simple = @convention(c) (OpaquePointer) -> Void

    /// `VTERM_DAMAGE_SCROLL` of vterm.h.
    private static let damageByScroll: Int32 = 3

    private let terminal: OpaquePointer
    private let screen: OpaquePointer
    private let write: Write
    private let setSize: SetSize
    private let flush: Simple
    private let free: Simple

    init?(_ library: Library, columns: Int, rows: Int) {
        guard let new = library.function("vterm_new", as: New.self),
            let setUTF8 = library.function("vterm_set_utf8", as: SetNumber.self),
            let obtain = library.function("vterm_obtain_screen", as: Obtain.self),
            let merge = library.function("vterm_screen_set_damage_merge", as: SetNumber.self),
            let alternate = library.function("vterm_screen_enable_altscreen", as: SetNumber.self),
            let reset = library.function("vterm_screen_reset", as: SetNumber.self),
            let write = library.function("vterm_input_write", as: Write.self),
            let setSize = library.function("vterm_set_size", as: SetSize.self),
            let flush = library.function("vterm_screen_flush_damage", as: Simple.self),
            let free = library.function("vterm_free", as: Simple.self),
            let terminal = new(Int32(rows), Int32(columns))
        else { return nil }
        setUTF8(terminal, 1)
        guard let screen = obtain(terminal) else { return nil }
        alternate(screen, 1)
        merge(screen, Self.damageByScroll)
        reset(screen, 1)
        self.terminal = terminal
        self.screen = screen
        self.write = write
        self.setSize = setSize
        self.flush = flush
        self.free = free
    }

    deinit { free(terminal) }

    mutating func feed(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let base = bytes.baseAddress else { return }
        _ = write(terminal, base, bytes.count)
        flush(screen)
    }

    mutating func resize(columns: Int, rows: Int) {
        setSize(terminal, Int32(rows), Int32(columns))
        flush(screen)
    }
}
