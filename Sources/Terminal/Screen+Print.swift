extension Screen {
    /// Writes a run of printable ASCII.
    mutating func printASCII(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) {
        if modeSet[.insert] || !charsets.isPlain || charsets.single != 0 {
            for at in start..<end { printScalar(charsets.take(bytes[at])) }
            return
        }
        if pen.isDirty { resolvePen() }
        let template = pen.template
        var at = start
        while at < end {
            if position.pendingWrap {
                if modeSet[.autowrap] {
                    wrap()
                } else if position.column == right || position.column == size.columns - 1 {
                    at = end - 1
                }
                position.pendingWrap = false
            }
            let column = position.column
            let row = position.row
            let limit = column <= right ? right + 1 : size.columns
            let count = min(end - at, limit - column)
            let run = bytes.extracting(at..<at + count)
            if grid.canPack(row, column..<column + count, template: template) {
                grid.writePacked(run, row, from: column, template: template)
            } else {
                grid.write(run, row, from: column, template: template)
            }
            at += count
            if column + count == limit {
                position.column = limit - 1
                position.pendingWrap = true
            } else {
                position.column = column + count
            }
        }
        lastPrinted = UInt32(bytes[end - 1])
    }

    /// Writes one scalar, or joins it to the character before.
    mutating func printScalar(_ scalar: UInt32) {
        let entry = widths[scalar]
        if scalar >= 0x80 || scalar < 0x20 {
            if entry.width == 0, modeSet[.graphemes] || !entry.isSpacing {
                join(scalar, entry)
                return
            }
            if modeSet[.graphemes], extendsCluster(scalar, entry), join(scalar, entry) { return }
        }
        lastPrinted = scalar
        // Without clusters the two halves of a flag take a column each (wcwidth of C libraries).
        let isHalfFlag = scalar >= 0x1F1E6 && scalar <= 0x1F1FF && !modeSet[.graphemes]
        put(UInt64(scalar), width: isHalfFlag ? 1 : max(1, entry.width))
    }

    /// Writes one character, its content given as cell bits.
    private mutating func put(_ content: UInt64, width: Int) {
        if pen.isDirty { resolvePen() }
        let width = min(width, size.columns)
        if position.pendingWrap {
            if modeSet[.autowrap] {
                wrap()
            } else if width == 2 {
                return
            }
        }
        var limit = position.column <= right ? right + 1 : size.columns
        if width == 2, position.column + 2 > limit {
            guard modeSet[.autowrap], limit - (limit == right + 1 ? left : 0) >= 2 else { return }
            let row = position.row
            if limit == size.columns {
                grid.mend(row, at: position.column)
                let base = grid.open(row, to: limit)
                grid.cells[base + position.column] = eraseBits() & Cell.styleMask | Cell.spacerBits
            }
            wrap()
            limit = position.column <= right ? right + 1 : size.columns
            guard position.column + 2 <= limit else { return }
        }
        let row = position.row
        let column = position.column
        if modeSet[.insert] { insertCells(width, blank: 0) }
        grid.mend(row, at: column)
        grid.mend(row, at: column + width)
        let base = grid.open(row, to: column + width) + column
        if width == 2 {
            grid.cells[base] = pen.template | content | Cell.headBits
            grid.cells[base + 1] = pen.template | Cell.tailBits
            grid.rows[row].mayBeWide = true
        } else {
            grid.cells[base] = pen.template | content
        }
        advance(to: column + width, limit: limit)
    }

    private mutating func advance(to column: Int, limit: Int) {
        if column >= limit {
            position.column = limit - 1
            position.pendingWrap = true
        } else {
            position.column = column
            position.pendingWrap = false
        }
    }

    /// Goes to the next row because text goes on there.
    mutating func wrap() {
        position.pendingWrap = false
        let row = position.row
        let isWhole = left == 0 && right == size.columns - 1
        if isWhole {
            if grid.rows[row].length < size.columns { _ = grid.open(row, to: size.columns) }
            grid.rows[row].isWrapped = true
        }
        position.column = left
        lineFeed(keepingWrap: isWhole)
    }

    // MARK: Clusters

    /// The place of the character that stands before the cursor, and the bits of its cell.
    @inline(__always)
    private func previous() -> (row: Int, column: Int, bits: UInt64)? {
        let row = position.row
        var column = position.pendingWrap ? position.column : position.column - 1
        guard column >= 0 else { return nil }
        var bits = grid.cell(row, column)
        if bits & Cell.partMask == Cell.tailBits {
            column -= 1
            guard column >= 0 else { return nil }
            bits = grid.cell(row, column)
        }
        return (row, column, bits)
    }

    /// Whether a scalar with a width of its own belongs to the character before (UAX #29, the
    /// rules for emoji, flags and Indic conjuncts).
    private func extendsCluster(_ scalar: UInt32, _ entry: WidthTable.Entry) -> Bool {
        let isModifier = scalar >= 0x1F3FB && scalar <= 0x1F3FF
        let isRegion = scalar >= 0x1F1E6 && scalar <= 0x1F1FF
        guard isModifier || isRegion || entry.mayJoin, let place = previous() else {
            return false
        }
        let before = Cell(bits: place.bits)
        if !before.isCluster {
            if isRegion { return before.content >= 0x1F1E6 && before.content <= 0x1F1FF }
            return isModifier && widths[before.content].isPictographic
        }
        let last = clusters.last(of: before.glyph)
        let first = clusters.first(of: before.glyph)
        if entry.isConsonant { return linksConsonants(clusters.scalars(of: before.glyph)) }
        if last == 0x200D { return entry.isPictographic && widths[first].isPictographic }
        return isModifier && widths[last == 0xFE0F ? first : last].isPictographic
    }

    /// Whether a cluster ends in a consonant and a linker, other marks between and after them.
    private func linksConsonants(_ held: [UInt32]) -> Bool {
        var isLinked = false
        for scalar in held.reversed() {
            let entry = widths[scalar]
            if entry.isConsonant { return isLinked }
            if entry.isLinker { isLinked = true }
            if entry.width > 0 || entry.isSpacing { return false }
        }
        return false
    }

    /// Joins a scalar to the character before the cursor; `false` when there is none.
    @discardableResult
    private mutating func join(_ scalar: UInt32, _ entry: WidthTable.Entry) -> Bool {
        guard let place = previous() else { return false }
        let before = place.bits
        let glyph = Cell(bits: before).glyph
        if glyph == 0, entry.width > 0 { return false }
        // A mark alone stands on a blank.
        let stem = glyph == 0 ? 0x20 : glyph
        let count = clusters.length(of: stem) + 1
        guard count <= ClusterTable.scalarLimit else { return true }
        if clusters.wantsCollection { collect() }
        guard let id = clusters.id(of: stem, joinedBy: scalar) else { return true }
        let first = clusters.first(of: stem)
        let base = grid.open(place.row, to: place.column + 1)
        grid.cells[base + place.column] =
            before & ~(Cell.contentMask | Cell.clusterBit) | UInt64(id) | Cell.clusterBit
        guard modeSet[.graphemes] else { return true }
        let isWide = before & Cell.partMask == Cell.headBits
        let isFlag = scalar >= 0x1F1E6 && scalar <= 0x1F1FF
        if !isWide,
            scalar == 0xFE0F && count == 2 && widths[first].widens || isFlag
                || entry.width == 2 || entry.isSpacing || entry.isConsonant
        {
            widen(place.row, place.column)
        } else if isWide, scalar == 0xFE0E, count == 2, widths[first].narrows {
            narrow(place.row, place.column)
        }
        return true
    }

    /// Makes a narrow character wide; it moves to the next row when this one has no room.
    private mutating func widen(_ row: Int, _ column: Int) {
        let bits = grid.cell(row, column)
        let limit = column <= right ? right + 1 : size.columns
        if column + 2 > limit {
            guard modeSet[.autowrap], position.pendingWrap, limit - left >= 2 else { return }
            let base = grid.open(row, to: limit)
            grid.cells[base + column] =
                limit == size.columns ? bits & Cell.styleMask | Cell.spacerBits : 0
            wrap()
            let target = position.column
            grid.mend(position.row, at: target)
            grid.mend(position.row, at: target + 2)
            let next = grid.open(position.row, to: target + 2) + target
            setWide(next, bits)
            grid.rows[position.row].mayBeWide = true
            advance(to: target + 2, limit: position.column <= right ? right + 1 : size.columns)
            return
        }
        grid.mend(row, at: column + 2)
        let base = grid.open(row, to: column + 2)
        setWide(base + column, bits)
        grid.rows[row].mayBeWide = true
        if position.row == row, position.column == column + 1 {
            advance(to: column + 2, limit: limit)
        }
    }

    private mutating func setWide(_ place: Int, _ bits: UInt64) {
        grid.cells[place] = bits & ~Cell.partMask | Cell.headBits
        grid.cells[place + 1] = bits & (Cell.styleMask | Cell.protectedBit) | Cell.tailBits
    }

    private mutating func narrow(_ row: Int, _ column: Int) {
        let base = grid.open(row, to: column + 2)
        grid.cells[base + column] &= ~Cell.partMask
        grid.cells[base + column + 1] &= Cell.styleMask
        if position.row == row, position.pendingWrap || position.column == column + 2 {
            position.pendingWrap = false
            position.column = column + 1
        }
    }

    /// REP: writes the last character again (ECMA-48 8.3.103).
    mutating func repeatLast(_ count: Int) {
        guard lastPrinted != 0 else { return }
        let scalar = lastPrinted
        let width = widths[scalar].width
        for _ in 0..<min(count, size.columns * size.rows) { put(UInt64(scalar), width: width) }
    }

    // MARK: Styles

    /// Finds the pen's cell bits.
    mutating func resolvePen() {
        if styles.wantsCollection { collect() }
        pen.template =
            UInt64(styles.id(of: pen.style)) << Cell.styleShift
            | (pen.isProtected ? Cell.protectedBit : 0)
        pen.isDirty = false
    }

    /// The cell that erasing leaves: nothing, in the pen's background (`bce`).
    mutating func eraseBits() -> UInt64 {
        let background = pen.style.background
        if background == .default { return 0 }
        if styles.wantsCollection { collect() }
        return UInt64(styles.id(of: Style(background: background))) << Cell.styleShift
    }

    /// Gives back the styles, clusters and links that no cell shows. The bytes of packed rows may keep
    /// some more.
    mutating func collect() {
        var usedStyles = Array(repeating: false, count: styles.places)
        var usedClusters = Array(repeating: false, count: clusters.places)
        func mark(_ bits: UInt64) {
            let cell = Cell(bits: bits)
            if let place = StyleTable.place(of: cell.style), place < usedStyles.count {
                usedStyles[place] = true
            }
            if cell.isCluster, Int(cell.content) < usedClusters.count {
                usedClusters[Int(cell.content)] = true
            }
        }
        for bits in grid.cells { mark(bits) }
        for bits in hidden.cells { mark(bits) }
        scrollback.forEachStyle(mark)
        for row in below { row.cells.forEach(mark) }
        styles.keepOnly(usedStyles)
        clusters.keepOnly(usedClusters)
        var usedLinks = Array(repeating: false, count: links.places + 1)
        for place in usedStyles.indices where usedStyles[place] {
            usedLinks[Int(styles.style(of: 1 << 31 | UInt32(place)).link)] = true
        }
        for style in [pen.style, saved.pen.style, savedMain.pen.style] {
            usedLinks[Int(style.link)] = true
        }
        links.keepOnly(usedLinks)
        pen.isDirty = true
        saved.pen.isDirty = true
        savedMain.pen.isDirty = true
    }
}
