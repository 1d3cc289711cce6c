"""mutants.py - the mutants of one source file: small faults, one at a time

A mutant is a span of the text and what stands there instead.  In code they are
those of the textbooks: another operator, a number one off, a condition that is
always true or never, a statement left out, a result that is 0.  In a table of
rows: a row left out or behind the next one, a number one off, a fact, a method
or an effect dropped, another action or strength.  Prose is not touched.
"""

import re

TOKEN = re.compile(
    r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\])*"|\'(?:\\.|[^\'\\])*\''
    r'|^[ \t]*\#(?:\\\n|[^\n])*|[A-Za-z_]\w*|\d\w*'
    r'|<<=|>>=|->|\+\+|--|<=|>=|==|!=|&&|\|\||<<|>>|[-+*/%&|^]='
    r'|[-+*/%<>=!&|^~?:;,.(){}\[\]\\]|\s+', re.S | re.M)

# Each is mistaken for its neighbours, and for its contrary.
OTHER = {
    '<': ['<=', '>='], '<=': ['<', '>'], '>': ['>=', '<='], '>=': ['>', '<'],
    '==': ['!='], '!=': ['=='], '&&': ['||'], '||': ['&&'],
    '++': ['--'], '--': ['++'], '+': ['-'], '-': ['+'], '*': ['/'],
    '/': ['*'], '%': ['/'], '+=': ['-='], '-=': ['+='], '&': ['|'],
    '|': ['&'], '^': ['|'], '|=': ['&='], '&=': ['|='], '<<': ['>>'],
    '>>': ['<<'],
    'true': ['false'], 'false': ['true'],
    'SIPRESP_EINVAL': ['SIPRESP_ETOOMANY'],
    'SIPRESP_ETOOMANY': ['SIPRESP_EINVAL'],
    'SIPRESP_ECLOSED': ['SIPRESP_EINVAL'],
    'SIPRESP_EHEADER': ['SIPRESP_EINVAL'],
    'SIPRESP_ETRUNCATED': ['SIPRESP_EINVAL'],
}
ACTIONS = ('WAIT DONE REDIRECT USE_PROXY AUTHENTICATE AMEND RETRY FAILOVER '
           'PROBE ASK_USER GIVE_UP DISCARD').split()
LEVELS = {'MUST': 'SHOULD', 'SHOULD': 'MAY', 'MAY': 'SHOULD',
          'AS_CLASS': 'NO_LEVEL', 'NO_LEVEL': 'SHOULD'}
OPERAND_BEFORE = re.compile(r'[\w)\]"\']$')
NO_STATEMENT = re.compile(
    r'(?:case|default|for|while|if|else|do|switch|int|char|long|bool|size_t'
    r'|u?int\d+_t|unsigned|enum|struct|static|const|extern|typedef|union'
    r'|_Static_assert|_Bool)\b')


def without_contracts(text):
    """Blanks for what lib/contracts.h makes nothing of: no compiler sees it."""
    def blank(part):
        return re.sub(r'[^\n]', ' ', part)

    out, at = [], 0
    for match in re.finditer(
            r'(?m)(?<![#\w])(?:MAY_WRAP|END_WRAP)\b|^[ \t]+(?:ASSIGNS|INVARIANT'
            r'|DECREASES|FORWARD)(?=\()|(?<=\) )(?:INVARIANT'
            r'|DECREASES)(?=\()', text):
        if match.start() < at:
            continue
        end, depth = match.end(), 0
        while text[end] == '(' or depth > 0:
            depth += {'(': 1, ')': -1}.get(text[end], 0)
            end += 1
        out += [text[at:match.start()], blank(text[match.start():end])]
        at = end
    return ''.join(out) + text[at:]


def tokens(text):
    """What is neither white space, comment nor preprocessor line, nor a contract."""
    text = without_contracts(text)
    out, at = [], 0
    while at < len(text):
        match = TOKEN.match(text, at)
        if match is None:       # none of C, as in a macro's continuation
            at += 1
            continue
        word = match.group()
        if not (word.isspace() or word.startswith(('/*', '//'))
                or word.lstrip().startswith('#')):
            out.append((word, match.start(), match.end()))
        at = match.end()
    return out


def closing(toks, at):
    """The token that closes the bracket at 'at'."""
    depth = 0
    for i in range(at, len(toks)):
        depth += (toks[i][0] in '([{') - (toks[i][0] in ')]}')
        if depth == 0:
            return i
    return None


def number(word):
    match = re.fullmatch(r'(0[xX][0-9a-fA-F]+|\d+)([uUlL]*)', word)
    if match is None:
        return []
    value = int(match[1], 0) if match[1][1:2] in 'xX' and len(
        match[1]) > 1 else int(match[1])
    return [str(n) + match[2] for n in (value + 1, value - 1) if n >= 0]


def unseen(toks):
    """Tokens of what no program can see: assertions, the room of a table, and
    which of its elements is measured."""
    inside = set()
    for i, (word, _, _) in enumerate(toks):
        if word == '_Static_assert':
            inside.update(range(i, closing(toks, i + 1)))
        elif word == 'sizeof':
            last = closing(toks, i + 1) if toks[i + 1][0] == '(' else i + 1
            while toks[last + 1][0] in ('[', '.', '->'):
                last = closing(toks, last + 1) \
                    if toks[last + 1][0] == '[' else last + 2
            inside.update(range(i, last + 1))
        elif word == 'static' or word in ('char', 'const') and \
                toks[i - 1][0] in ';{}':
            k = i
            while toks[k][0] not in '=;({':
                k += 1
            inside.update(range(i, k))
    return inside


def of_code(text):
    toks = tokens(text)
    hidden = unseen(toks)
    depth = 0
    for i, (word, begin, end) in enumerate(toks):
        before = toks[i - 1][0] if i > 0 else ''
        depth += (word == '{') - (word == '}')
        if i in hidden:
            continue
        if word in OTHER:
            if word in ('*', '&', '-', '+') and (
                    not OPERAND_BEFORE.search(before) or before == 'return'):
                continue        # unary
            if word == '*' and depth == 0:
                continue        # of a declaration
            for other in OTHER[word]:
                yield begin, end, other
        elif word[0].isdigit():
            for other in number(word):
                yield begin, end, other
        elif word[0] == "'":
            yield begin, end, "'\\001'" if word != "'\\001'" else "'\\002'"
        elif word == '!' and toks[i + 1][0] != '=':
            yield begin, end, ''
        elif word in ('break', 'continue') and depth > 0:
            yield begin, end, ''
        elif word in ('if', 'while') and toks[i + 1][0] == '(':
            last = closing(toks, i + 1)
            condition = toks[i + 1][2], toks[last][1]
            yield condition + ('0',)
            if word == 'if':
                yield condition + ('1',)
        elif word == 'for':
            last = closing(toks, i + 1)
            ends = [k for k in range(i + 1, last) if toks[k][0] == ';']
            if len(ends) == 2 and toks[ends[0]][2] < toks[ends[1]][1]:
                yield toks[ends[0]][2], toks[ends[1]][1], ' 0'
        elif word == '?' and depth > 0:
            # The other of the two results, always.
            yield begin, end, '&& 0 ?'
            yield begin, end, '|| 1 ?'
        elif word == 'return':
            last = next(k for k in range(i, len(toks)) if toks[k][0] == ';')
            if last > i + 2 or toks[i + 1][0] not in ('0', 'NULL', 'false'):
                yield toks[i + 1][1], toks[last][1], '0'
        elif before in ';{})' and depth > 0 and re.match(r'[A-Za-z_*+-]', word) \
                and not NO_STATEMENT.match(word) and word != 'return':
            # A statement: up to its ";", if there is no brace before that.
            k = i
            while toks[k][0] not in ';{}:':
                k += 1
            if toks[k][0] == ';' and toks[i][0] != '(' and (
                    before != ')' or statement_after(toks, i)):
                yield begin, toks[k][1], ''


def statement_after(toks, at):
    """Does the ")" before 'at' close an if, for or while?"""
    depth = 0
    for i in range(at - 1, -1, -1):
        depth += (toks[i][0] == ')') - (toks[i][0] == '(')
        if depth == 0:
            return toks[i - 1][0] in ('if', 'for', 'while', 'switch')
    return False


def rows(toks):
    """Each NAME(...) at the left: first and last token."""
    i = 0
    while i < len(toks):
        if re.match(r'[A-Z]', toks[i][0]) and i + 1 < len(toks) and \
                toks[i + 1][0] == '(':
            last = closing(toks, i + 1)
            yield i, last
            i = last
        i += 1


def arguments(toks, first, last):
    """Spans of tokens between the commas of NAME(...)."""
    begin, depth = first + 2, 0
    for i in range(first + 2, last + 1):
        if depth == 0 and (toks[i][0] == ',' or i == last):
            yield begin, i
            begin = i + 1
        depth += (toks[i][0] in '([{') - (toks[i][0] in ')]}')


def terms(toks, begin, end):
    """The terms of A | B(x) | C & ~(D | E), each with its sign before."""
    at, depth = begin, 0
    for i in range(begin, end + 1):
        if i == end or (depth == 0 and toks[i][0] in '|&'):
            yield at, i
            at = i + 1
        if i < end:
            depth += (toks[i][0] == '(') - (toks[i][0] == ')')


def without_terms(toks, begin, end):
    """A set of flags with one of them dropped."""
    all_of = list(terms(toks, begin, end))
    for n, (first, last) in enumerate(all_of):
        if len(all_of) == 1:
            if toks[first][0] not in ('0', 'ANY', 'NO_SCOPE'):
                yield toks[first][1], toks[last - 1][2], '0'
        elif n == 0:
            if toks[last][0] == '|':
                yield toks[first][1], toks[last][2], ''
        else:
            yield toks[first - 1][1], toks[last - 1][2], ''


def of_todo(toks, begin, end):
    """DO(ACTION, .member = value, ...)"""
    first, last = begin, end - 1
    for n, (a, b) in enumerate(arguments(toks, first, last)):
        if n == 0:
            at = ACTIONS.index(toks[a][0])
            yield toks[a][1], toks[a][2], ACTIONS[(at + 1) % len(ACTIONS)]
            continue
        yield toks[a - 1][1], toks[b - 1][2], ''
        if b - a > 4:           # a set: each of its flags
            yield from without_terms(toks, a + 3, b)
        elif toks[a + 3][0] in ACTIONS:
            at = ACTIONS.index(toks[a + 3][0])
            yield (toks[a + 3][1], toks[a + 3][2],
                   ACTIONS[(at + 1) % len(ACTIONS)])


# What RULE() and its like hold, by position.
ROWS = {
    'RULE': 'idmethods all none todo level reference why',
    'NEXT_IF': 'id methods all none',
}


def of_rows(text):
    toks = tokens(text)
    found = [(i, last) for i, last in rows(toks)]
    for n, (i, last) in enumerate(found):
        name = toks[i][0]
        span = toks[i][1], toks[last][2]
        yield span + ('',)
        if n + 1 < len(found):
            j, end = found[n + 1]
            if name == toks[j][0] and name in ('RULE', 'BLAME_IF') and \
                    not text[toks[last][2]:toks[j][1]].strip():
                yield (span[0], toks[end][2],
                       text[toks[j][1]:toks[end][2]] +
                       text[toks[last][2]:toks[j][1]] + text[span[0]:span[1]])
        for a, b in arguments(toks, i, last):
            word = toks[a][0]
            if b == a + 1 and word[0].isdigit():
                for other in number(word):
                    yield toks[a][1], toks[a][2], other
            elif b == a + 1 and word in LEVELS:
                yield toks[a][1], toks[a][2], LEVELS[word]
            elif word == 'DO':
                yield from of_todo(toks, a, b)
            elif word in ('FACTS',):
                for x, y in arguments(toks, a, b - 1):
                    if y > x and y - x > 2:
                        if y - x > 3:
                            yield from without_terms(toks, x + 3, y)
            elif name in ('RULE', 'NEXT_IF') and a > i + 2 and word[0] != '"':
                yield from without_terms(toks, a, b)
            elif name.startswith('BLAME') and b == a + 1 and \
                    re.fullmatch(r'[A-Z_]+', word):
                other = {'CERTAIN': 'LIKELY', 'LIKELY': 'POSSIBLE',
                         'POSSIBLE': 'CERTAIN', 'CALLER': 'CALLEE'}
                if word in other or a > i + 2 and name == 'BLAME':
                    yield toks[a][1], toks[a][2], other.get(word, 'CALLER')
                elif word in ('CALLEE', 'NETWORK', 'OPERATOR', 'POLICY'):
                    yield toks[a][1], toks[a][2], 'CALLER'
            elif b == a + 1 and word[0] == '"' and re.match(
                    r'"RFC \d+', word) and re.search(r'\d"$', word):
                yield (toks[a][2] - 2, toks[a][2] - 1,
                       str((int(word[-2]) + 1) % 10))


def of_file(name, text):
    made = of_rows(text) if name.endswith('.def') else of_code(text)
    return sorted({m for m in made if text[m[0]:m[1]] != m[2]})
