/// A mode that programs set and reset (ECMA-48 `SM`, DEC private modes, xterm ctlseqs).
enum Mode: UInt8, CaseIterable, Sendable {
    case insert, newLine
    case applicationCursor, wideColumns, reverseVideo, origin, autowrap, mouseX10, cursorBlink
    case showCursor, allowColumns, reverseWrap, alternate47, applicationKeypad, backarrow
    case leftRightMargins, noClearOnColumns, mouseButtons, mouseDrags, mouseMotion, focus
    case mouseUTF8, mouseSGR, alternateScroll, mouseURXVT, mousePixels, alternate1047
    case saveCursor, alternate1049, bracketedPaste, synchronized, graphemes, colorSchemeReports
    case inBandResize

    /// The number after `CSI ?`, 0 for the ANSI modes.
    var privateNumber: Int {
        switch self {
        case .insert, .newLine: 0
        case .applicationCursor: 1
        case .wideColumns: 3
        case .reverseVideo: 5
        case .origin: 6
        case .autowrap: 7
        case .mouseX10: 9
        case .cursorBlink: 12
        case .showCursor: 25
        case .allowColumns: 40
        case .reverseWrap: 45
        case .alternate47: 47
        case .applicationKeypad: 66
        case .backarrow: 67
        case .leftRightMargins: 69
        case .noClearOnColumns: 95
        case .mouseButtons: 1000
        case .mouseDrags: 1002
        case .mouseMotion: 1003
        case .focus: 1004
        case .mouseUTF8: 1005
        case .mouseSGR: 1006
        case .alternateScroll: 1007
        case .mouseURXVT: 1015
        case .mousePixels: 1016
        case .alternate1047: 1047
        case .saveCursor: 1048
        case .alternate1049: 1049
        case .bracketedPaste: 2004
        case .synchronized: 2026
        case .graphemes: 2027
        case .colorSchemeReports: 2031
        case .inBandResize: 2048
        }
    }

    private static let privateModes: [Int: Mode] = Dictionary(
        uniqueKeysWithValues: allCases.filter { $0.privateNumber != 0 }
            .map { ($0.privateNumber, $0) })

    /// The mode of `CSI ? number h`.
    static func dec(_ number: Int) -> Mode? { privateModes[number] }

    /// The mode of `CSI number h`.
    static func ansi(_ number: Int) -> Mode? {
        switch number {
        case 4: .insert
        case 20: .newLine
        default: nil
        }
    }
}

extension Mode {
    /// ANSI modes that are known and never set, by number: KAM, since no program may lock the
    /// keyboard, and as in a VT420 GATM, SRTM, VEM, HEM, PUM, FEAM, FETM, MATM, TTM, SATM, TSM, EBM
    /// (DEC STD 070, DECRQM).
    static let neverSet: Set<Int> = [1, 2, 5, 7, 10, 11, 13, 14, 15, 16, 17, 18, 19]
    /// SRM is always set: what is typed is shown when the program shows it.
    static let alwaysSet: Set<Int> = [12]
}

/// A set of modes in one word.
struct ModeSet: Equatable, Sendable {
    private var bits: UInt64 = 0

    /// What holds after RIS.
    static let initial: ModeSet = {
        var set = ModeSet()
        for mode in [Mode.autowrap, .showCursor, .graphemes, .alternateScroll] {
            set[mode] = true
        }
        return set
    }()

    subscript(_ mode: Mode) -> Bool {
        @inline(__always) get { bits & 1 &<< UInt64(mode.rawValue) != 0 }
        set {
            let bit: UInt64 = 1 &<< UInt64(mode.rawValue)
            bits = newValue ? bits | bit : bits & ~bit
        }
    }
}
