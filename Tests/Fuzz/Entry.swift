import Glibc

/// libFuzzer's way in. `PAKS_FUZZ_TARGET` says what the bytes are for: `terminal`, the default, or
/// `shell`.
@_cdecl("LLVMFuzzerTestOneInput")
func testOneInput(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let input = Input(Array(UnsafeBufferPointer(start: bytes, count: count)))
    if isShellWanted { ShellCase(input).play() } else { TerminalCase.play(input) }
    return 0
}

private let isShellWanted = getenv("PAKS_FUZZ_TARGET").map { String(cString: $0) } == "shell"

/// Ends the run, which libFuzzer reports together with the input, when something isn't as it must be.
func require(_ isTrue: Bool, _ what: @autoclosure () -> String) {
    if !isTrue { fatalError(what()) }
}
