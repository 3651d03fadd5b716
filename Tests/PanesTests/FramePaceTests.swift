import Testing

@testable import Panes

@Suite("Frames come when they are worth it")
struct FramePaceTests {
    @Test("What is short is drawn at once, a flood sixty times a second")
    func flood() {
        var pace = FramePace()
        pace.drew(at: 10)
        pace.printed(100)
        #expect(pace.wait(at: 10.001) == 0)
        pace.printed(5000)
        #expect(abs(pace.wait(at: 10.001) - (1.0 / 60 - 0.001)) < 1e-9)
        #expect(pace.wait(at: 10.02) == 0)
    }

    @Test("A frame waits for the echo of a key, but not long")
    func echo() {
        var pace = FramePace()
        pace.drew(at: 10)
        pace.keyWent(at: 11)
        #expect(pace.wait(at: 11) > 0)
        #expect(pace.wait(at: 11.003) == 0)
        pace.printed(1)
        #expect(pace.wait(at: 11) == 0)
        pace.drew(at: 11)
        #expect(pace.wait(at: 11.0001) == 0)
    }

    @Test("In a flood the frames after a key come soon, and are few")
    func floodedEcho() {
        var pace = FramePace()
        pace.drew(at: 9.999)
        pace.keyWent(at: 10)
        var now = 10.0
        var frames: [Double] = []
        while now < 10.1 {
            pace.printed(5000)
            if pace.wait(at: now) == 0 {
                frames.append(now - 10)
                pace.drew(at: now)
            }
            now += 0.000_05
        }
        #expect(frames.first.map { $0 < 0.0005 } == true)
        #expect(frames.prefix { $0 < 0.0165 }.count <= 7)
        #expect(
            zip(frames, frames.dropFirst()).allSatisfy { $1 < 2 * $0 + 0.001 || $1 - $0 < 0.017 })
        #expect(frames.count <= 13)
    }
}
