import Glibc
import Host

// crashtrial HOW: takes the terminal as paks does, and crashes. The tests watch the terminal.
guard let how = CommandLine.arguments.dropFirst().first, var device = TerminalDevice() else {
    exit(2)
}
try device.makeRaw()
try device.armCrash(restoring: Array("\u{1b}[?1000l\u{1b}[?25h\u{1b}[?1049l".utf8))
device.send(Array("\u{1b}[?1049h\u{1b}[?25l\u{1b}[?1000h".utf8))
device.drain(within: 5)
crash(how)

/// Does what a mistake in a program does; the compiler can't know it before.
func crash(_ how: String) {
    let none = CommandLine.arguments.count - 2
    switch how {
    case "bounds": print([1, 2, 3][none + 7])
    case "overflow": print(Int8(none + 127) + Int8(none + 1))
    case "nil": print(([] as [Int]).first.unsafelyForced)
    case "stack": print(deeper(none))
    case "abort": abort()
    default: exit(2)
    }
}

/// Recurses until there is no stack left.
func deeper(_ depth: Int) -> Int {
    var room = (depth, depth, depth, depth, depth, depth, depth, depth)
    return withUnsafeMutableBytes(of: &room) { $0.count } + deeper(depth + 1) + room.7
}

extension Optional {
    var unsafelyForced: Wrapped {
        guard let self else { preconditionFailure("nothing there") }
        return self
    }
}
