import Testing

@testable import Terminal

@Suite("Protected characters", .everyCut)
struct ProtectionCases {
    static let all: [Written] = [
        Written(
            "DECSED spares what DECSCA protects (VT220)", "\u{1B}[1\"qab\u{1B}[0\"qcd\u{1B}[?2J",
            ["ab"], at: (0, 4)),
        Written(
            "DECSED 0 from the cursor", "\u{1B}[1\"qab\u{1B}[0\"qcd\u{1B}[G\u{1B}[?J", ["ab"],
            at: (0, 0)),
        Written(
            "DECSED 1 to the cursor", "\u{1B}[1\"qab\u{1B}[0\"qcd\u{1B}[?1J", ["ab"], at: (0, 4)),
        Written(
            "DECSEL spares it, too (VT220)", "\u{1B}[1\"qab\u{1B}[0\"qcd\u{1B}[?2K", ["ab"],
            at: (0, 4)),
        Written("DECSEL 1", "ef\u{1B}[1\"qab\u{1B}[0\"qcd\u{1B}[?1K", ["  ab"], at: (0, 6)),
        Written(
            "ED takes what DECSCA protects", "\u{1B}[1\"qab\u{1B}[0\"qcd\u{1B}[2J", [], at: (0, 4)),
        Written(
            "ECH takes what DECSCA protects", "\u{1B}[1\"qab\u{1B}[G\u{1B}[X", [" b"], at: (0, 0)),
        Written("DECSCA 2 is DECSCA 0", "\u{1B}[1\"qab\u{1B}[2\"qcd\u{1B}[?2J", ["ab"], at: (0, 4)),
        Written(
            "ICH moves protected characters",
            "\u{1B}[1\"qab\u{1B}[0\"qcd\u{1B}[G\u{1B}[@\u{1B}[?2K", [" ab"], at: (0, 0)),
        Written(
            "Writing over a protected character replaces it",
            "\u{1B}[1\"qab\u{1B}[0\"q\u{1B}[Gx\u{1B}[?2K", [" b"], at: (0, 1)),
        Written(
            "DECSC keeps DECSCA (VT420)",
            "\u{1B}[1\"q\u{1B}7\u{1B}[0\"q\u{1B}8ab\u{1B}[0\"qc\u{1B}[?2J", ["ab"], at: (0, 3)),
        Written(
            "SPA guards against ED (ECMA-48 8.3.143, ERM)", "\u{1B}Vab\u{1B}Wcd\u{1B}[2J", ["ab"],
            at: (0, 4)),
        Written("SPA guards against EL", "\u{1B}Vab\u{1B}Wcd\u{1B}[1K", ["ab"], at: (0, 4)),
        Written(
            "SPA guards against ECH", "\u{1B}Vab\u{1B}Wcd\u{1B}[G\u{1B}[4X", ["ab"], at: (0, 0)),
    ]

    @Test("The rows and the cursor", arguments: all)
    func written(_ written: Written) { written.check() }
}
