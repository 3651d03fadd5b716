import Glibc
import Terminal

/// Something that reads a terminal's bytes.
protocol Core: ~Copyable {
    mutating func feed(_ bytes: UnsafeBufferPointer<UInt8>)
}

/// Ours.
struct OwnCore: Core, ~Copyable {
    private var screen: Screen

    init(columns: Int, rows: Int) {
        screen = Screen(size: Size(columns: columns, rows: rows), scrollback: 10_000)
    }

    mutating func feed(_ bytes: UnsafeBufferPointer<UInt8>) { screen.feed(bytes.span) }
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
    private typealias Free = @convention(c) (OpaquePointer) -> Void

    private let terminal: OpaquePointer
    private let write: Write
    private let free: Free

    init?(_ library: Library, columns: Int, rows: Int, limitOption: Int32, limit: Int) {
        guard let new = library.function("ghostty_terminal_new", as: New.self),
            let set = library.function("ghostty_terminal_set", as: Set.self),
            let write = library.function("ghostty_terminal_vt_write", as: Write.self),
            let free = library.function("ghostty_terminal_free", as: Free.self)
        else { return nil }
        var made: OpaquePointer?
        guard new(nil, &made, UInt16(columns), UInt16(rows)) == 0, let made else { return nil }
        var limit = limit
        _ = set(made, limitOption, &limit)
        terminal = made
        self.write = write
        self.free = free
    }

    deinit { free(terminal) }

    mutating func feed(_ bytes: UnsafeBufferPointer<UInt8>) {
        if let base = bytes.baseAddress { write(terminal, base, bytes.count) }
    }
}

/// libvterm with its screen layer, damage merged as editors ask for it.
struct LibvtermCore: Core, ~Copyable {
    private typealias New = @convention(c) (Int32, Int32) -> OpaquePointer?
    private typealias Obtain = @convention(c) (OpaquePointer) -> OpaquePointer?
    private typealias SetNumber = @convention(c) (OpaquePointer, Int32) -> Void
    private typealias Write = @convention(c) (OpaquePointer, UnsafePointer<UInt8>, Int) -> Int
    private typealias Simple = @convention(c) (OpaquePointer) -> Void

    /// `VTERM_DAMAGE_SCROLL` of vterm.h.
    private static let damageByScroll: Int32 = 3

    private let terminal: OpaquePointer
    private let screen: OpaquePointer
    private let write: Write
    private let flush: Simple
    private let free: Simple

    init?(_ library: Library, columns: Int, rows: Int) {
        guard let new = library.function("vterm_new", as: New.self),
            let setUTF8 = library.function("vterm_set_utf8", as: SetNumber.self),
            let obtain = library.function("vterm_obtain_screen", as: Obtain.self),
            let merge = library.function("vterm_screen_set_damage_merge", as: SetNumber.self),
            let reset = library.function("vterm_screen_reset", as: SetNumber.self),
            let write = library.function("vterm_input_write", as: Write.self),
            let flush = library.function("vterm_screen_flush_damage", as: Simple.self),
            let free = library.function("vterm_free", as: Simple.self),
            let terminal = new(Int32(rows), Int32(columns))
        else { return nil }
        setUTF8(terminal, 1)
        guard let screen = obtain(terminal) else { return nil }
        merge(screen, Self.damageByScroll)
        reset(screen, 1)
        self.terminal = terminal
        self.screen = screen
        self.write = write
        self.flush = flush
        self.free = free
    }

    deinit { free(terminal) }

    mutating func feed(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let base = bytes.baseAddress else { return }
        _ = write(terminal, base, bytes.count)
        flush(screen)
    }
}
