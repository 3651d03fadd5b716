import Testing

@testable import Panes

@Suite("Frames come when they are worth it")
struct FramePaceTests {
    @Test("What is short is drawn at once, a flood sixty times a second")
    func flood() {
        var pace = FramePace()
        pace.drew(from: 9.9999, to: 10)
        pace.printed(100, at: 10)
        #expect(pace.wait(at: 10.001) == 0)
        #expect(pace.isDue(at: 10.001))
        #expect(!pace.isDue(at: 10.000_01))
        pace.printed(5000, at: 10)
        #expect(!pace.isDue(at: 10.001))
        #expect(abs(pace.wait(at: 10.001) - (1.0 / 60 - 0.001)) < 1e-9)
        #expect(pace.wait(at: 10.02) == 0)
    }

    @Test("A flood in drops is one, however many frames show it, and is soon over")
    func drops() {
        var pace = FramePace()
        var (now, frames) = (10.0, 0)
        while now < 10.5 {
            pace.printed(20, at: now)
            if pace.wait(at: now) == 0 {
                frames += 1
                pace.drew(from: now, to: now + 0.000_02)
            }
            now += 0.000_05
        }
        #expect(frames < 100)
        #expect(pace.rest(after: 20, at: now) == 0.000_3)
        now += 0.02
        pace.printed(20, at: now)
        #expect(pace.isDue(at: now))
        #expect(pace.rest(after: 20, at: now) == nil)
    }

    @Test("A flood of small pieces is left to gather, nothing else is")
    func rest() {
        var pace = FramePace()
        pace.drew(from: 9.9999, to: 10)
        pace.printed(100, at: 10)
        #expect(pace.rest(after: 100, at: 10) == nil)
        #expect(pace.restAfterKey(at: 10) == nil)
        pace.printed(4000, at: 10)
        #expect(pace.rest(after: 4000, at: 10) == nil)
        pace.printed(30, at: 10)
        #expect(pace.rest(after: 30, at: 10) == 0.000_3)
        #expect(pace.restAfterKey(at: 10) == 0.000_01)
        pace.keyWent(at: 10)
        #expect(pace.rest(after: 30, at: 10.001) == 0.000_01)
        pace.echoCame()
        #expect(pace.rest(after: 30, at: 10.001) == 0.000_3)
    }

    @Test("An echo that was seen is waited for no longer")
    func echoed() {
        var pace = FramePace()
        pace.drew(from: 9.9999, to: 10)
        pace.keyWent(at: 10)
        pace.printed(5000, at: 10)
        #expect(pace.wait(at: 10.001) == 0)
        pace.drew(from: 10.001, to: 10.0011)
        pace.printed(5000, at: 10.0011)
        #expect(pace.wait(at: 10.002) == 0)
        pace.echoCame()
        #expect(pace.wait(at: 10.002) > 0.015)
    }

    @Test("A frame waits for the echo of a key, but not long")
    func echo() {
        var pace = FramePace()
        pace.drew(from: 9.9999, to: 10)
        pace.keyWent(at: 11)
        #expect(pace.wait(at: 11) > 0)
        #expect(pace.wait(at: 11.003) == 0)
        pace.printed(1, at: 11)
        #expect(pace.wait(at: 11) == 0)
        pace.drew(from: 11, to: 11)
        #expect(pace.wait(at: 11.0001) == 0)
    }

    @Test("After a key the frames come soon, and leave half of the time to reading")
    func floodedEcho() {
        for cost in [0.000_05, 0.001] {
            var pace = FramePace()
            pace.drew(from: 9.999, to: 9.9991)
            pace.keyWent(at: 10)
            var (now, drawing) = (10.0, 0.0)
            var frames: [Double] = []
            while now < 10.2 {
                pace.printed(5000, at: now)
                if pace.wait(at: now) == 0 {
                    frames.append(now - 10)
                    pace.drew(from: now, to: now + cost)
                    now += cost
                    if now < 10.05 { drawing += cost }
                }
                now += 0.000_01
            }
            let soon = frames.filter { $0 < 0.05 }
            #expect(frames.first.map { $0 < 0.001 } == true)
            #expect(zip(soon, soon.dropFirst()).allSatisfy { $1 - $0 < 2 * cost + 0.000_1 })
            #expect(drawing <= 0.05 / 2 + cost)
            // Then sixty times a second as ever.
            #expect(frames.filter { $0 > 0.07 }.count <= 8)
        }
    }

    @Test("A key in a flood has no frame before its echo can be there, any other key has")
    func echoOut() {
        for isFlooded in [true, false] {
            var pace = FramePace()
            if isFlooded { pace.printed(5000, at: 9.9999) }
            pace.drew(from: 9.9999, to: 10)
            pace.keyWent(at: 10.0001)
            pace.printed(2000, at: 10.0002, isEchoOut: true)
            #expect((pace.wait(at: 10.0002) == 0) == !isFlooded)
            #expect(pace.rest(after: 20, at: 10.0002) == 0.000_01)
            pace.printed(20, at: 10.0003)
            #expect(pace.wait(at: 10.0003) == 0)
            pace.drew(from: 10.0003, to: 10.0003)
            pace.printed(2000, at: 10.0004, isEchoOut: true)
            pace.keyWent(at: 10.0005)
            #expect(pace.wait(at: 10.0005) == 0)
        }
    }

    @Test("Many small pieces of output don't fill the time with frames")
    func trickle() {
        var pace = FramePace()
        var (now, drawing) = (10.0, 0.0)
        while now < 10.1 {
            pace.printed(1, at: now)
            if pace.wait(at: now) == 0 {
                pace.drew(from: now, to: now + 0.000_2)
                now += 0.000_2
                drawing += 0.000_2
            }
            now += 0.000_02
        }
        #expect(drawing > 0.01)
        #expect(drawing <= 0.03)
    }
}
