/*
 * The syntax of .seq files.
 *
 * Places. The grammar is generous about places and strict about shapes: any kind of line may stand in the file, in a
 * body or in a block. The translation to the syntax tree (BodyTranslation and its neighbours) says which line belongs
 * where. So a `state` in a model is one message about a misplaced `state`, and everything around it is still read.
 *
 * What belongs where:
 *   file          package, import, cell, layer, model, def
 *   cell, layer   param, in, state, out, equations, parts
 *   model         param, parts, def, step, objective, entry
 *   block         names = expression, ..., and last the expression that is the block's value
 *
 * A part is an equation whose right side is a call of a bare name that starts with an upper-case letter:
 *   `gate = Linear(a, b)` is a part, `gate = linear(a, b)` an equation.
 *
 * Line ends. A line end closes a line. It does not where the line cannot be over: within ( ) and [ ]; behind an
 * operator, `=`, `->`, `~`, `:`, `,`, `then`, `else` and the like, unless the next line is clearly one of its own; and
 * before a line that starts with something that cannot start one: `then`, `else`, `when`, `over`, `and`, `or`, `.`,
 * `=`, `->`, `~`, `{`, or a binary operator, other than `-`, which starts an expression of its own. The class Lines
 * leaves only the line ends that count, puts one before each `}` and before the end of the file, and makes one of several.
 * A `;` is a line end too, in blocks only.
 *
 * Every decision below needs one token. So an error is found at the first token that does not fit.
 */
grammar Seq;

// The words of `run`: names everywhere else. The class RunWords finds them, and leaves out the commas between clauses.
tokens { FROM, START, FEED, UNTIL, AT_WORD, MOST, BEAM, NORMALIZE, SAMPLE }

// ---------------------------------------------------------------- lines

file : line* EOF ;

line
  : ( packageLine | importLine | declaration | function | param | input | state | output | equation ) lineEnd
  ;

lineEnd : NEWLINE | SEMICOLON ;

packageLine : PACKAGE name (DOT name)* ;

/* import seq.nn.*    import seq.nn.LSTM */
importLine : IMPORT name (DOT name)* DOT_STAR? ;

/* cell LSTM(input, hidden, bias: bool = true) { ... } */
declaration : kind=(CELL | LAYER | MODEL) declaredName hyperParameters body ;

hyperParameters : LPAREN (hyperParameter (COMMA hyperParameter)*)? RPAREN ;

hyperParameter : name (COLON name)? (EQUALS expression)? ;

body : LBRACE line* RBRACE ;

/*
 * def f(x: float[n]) -> float[n] = expression    entry predict(text: index<vocab>[T]) { lets; expression }
 * step next(previous: index<vocab>) -> float[vocab] = expression
 * A `=` before a block is allowed, and means nothing.
 */
function : kind=(DEF | STEP | OBJECTIVE | ENTRY) declaredName arguments (ARROW type)? (EQUALS (expression | body) | body) ;

arguments : LPAREN (argument (COMMA argument)*)? RPAREN ;

argument : name COLON type (EQUALS expression)? ;

/* param weight_ih, weight_hh: float[4*hidden, input] ~ uniform(1/sqrt(hidden)) when bias */
param : PARAM names COLON type (TILDE expression)? (WHEN expression)? ;

/* in x: float[n]    in x: float[n] = 0, the value before the first step */
input : IN names COLON type (EQUALS expression)? ;

state : STATE names COLON type (EQUALS expression)? ;

/* out h    out y = 2 * h    out y, weights: what it gives, and what can be asked for by name */
output : OUT name (EQUALS expression | (COMMA name)+)? ;

/* h[t] = ...    i, f = split(x, 2)    gate = Linear(a, b)    and, last in a block, a bare expression */
equation : expression (COMMA expression)* (EQUALS expression)? ;

names : name (COMMA name)* ;

/* The name of a declaration or a function: its own rule, so that the rest is read though the name is missing. */
declaredName : NAME ;

name : NAME ;

// ---------------------------------------------------------------- types

/* float[T, 2*hidden]    index<vocab>[T]    float[]    float */
type : name (LESS sum GREATER)? dimensions? ;

/* `[?]`: as many as are generated. */
dimensions : LBRACKET (QUESTION | sum (COMMA sum)*)? RBRACKET ;

// ---------------------------------------------------------------- expressions, loosest first

expression : conditional | running | disjunction ;

/*
 * run next(memory) from encoder(x) over T, start bos, feed teacher(t, 0.5)
 * run next from encoder(x), start bos, until eos, at most 100, beam 4 normalize 1
 */
running : RUN name callArguments? clause* ;

clause
  : kind=(FROM | START | FEED | UNTIL | BEAM | NORMALIZE | SAMPLE) expression
  | kind=OVER name
  | kind=AT_WORD MOST expression
  ;

conditional : IF expression THEN expression ELSE expression ;

disjunction : conjunction (OR conjunction)* ;

conjunction : negation (AND negation)* ;

negation : NOT negation | comparison ;

/* Comparisons do not chain. */
comparison : sum (operator=(EQUAL | NOT_EQUAL | LESS | LESS_EQUAL | GREATER | GREATER_EQUAL) sum)? ;

sum : product ((PLUS | MINUS) product)* ;

product : unary ((STAR | SLASH | AT) unary)* ;

unary : MINUS unary | power ;

/* -x^2 is -(x^2), 2^-x is 2^(-x), a^b^c is a^(b^c). */
power : postfix (CARET unary)? ;

postfix : primary suffix* ;

suffix : callArguments | indices | DOT memberName ;

callArguments : LPAREN (callArgument (COMMA callArgument)*)? RPAREN ;

/* x    layers = 2    x over T; the left side of `=` is a bare name */
callArgument : expression (EQUALS expression)? (OVER name)? ;

indices : LBRACKET expression (COMMA expression)* RBRACKET ;

/* Behind a point, a keyword is a name as any other. */
memberName
  : NAME | PACKAGE | IMPORT | CELL | LAYER | MODEL | DEF | OBJECTIVE | ENTRY | PARAM | IN | STATE | OUT | WHEN | OVER
  | CARRY | STEP | RUN
  ;

primary : NUMBER | TRUE | FALSE | carried | name | parenthesized ;

/* carry encoder(x): the cell goes on from where it stopped in the chunk before; no call is an error of its own */
carried : CARRY name callArguments? ;

parenthesized : LPAREN expression RPAREN ;

// ---------------------------------------------------------------- tokens

PACKAGE : 'package' ;
IMPORT : 'import' ;
CELL : 'cell' ;
LAYER : 'layer' ;
MODEL : 'model' ;
DEF : 'def' ;
OBJECTIVE : 'objective' ;
ENTRY : 'entry' ;
PARAM : 'param' ;
IN : 'in' ;
STATE : 'state' ;
OUT : 'out' ;
WHEN : 'when' ;
OVER : 'over' ;
IF : 'if' ;
THEN : 'then' ;
ELSE : 'else' ;
AND : 'and' ;
OR : 'or' ;
NOT : 'not' ;
TRUE : 'true' ;
FALSE : 'false' ;
CARRY : 'carry' ;
STEP : 'step' ;
RUN : 'run' ;

LPAREN : '(' ;
RPAREN : ')' ;
LBRACKET : '[' ;
RBRACKET : ']' ;
LBRACE : '{' ;
RBRACE : '}' ;
COMMA : ',' ;
SEMICOLON : ';' ;
COLON : ':' ;
DOT : '.' ;
DOT_STAR : '.*' ;
EQUALS : '=' ;
ARROW : '->' ;
TILDE : '~' ;
EQUAL : '==' ;
NOT_EQUAL : '!=' ;
LESS : '<' ;
LESS_EQUAL : '<=' ;
GREATER : '>' ;
GREATER_EQUAL : '>=' ;
PLUS : '+' ;
MINUS : '-' ;
STAR : '*' ;
SLASH : '/' ;
AT : '@' ;
QUESTION : '?' ;
CARET : '^' ;

NUMBER : [0-9]+ ('.' [0-9]+)? ([eE] [+\-]? [0-9]+)? ;
NAME : [\p{L}_] [\p{L}\p{Nd}_]* ;

NEWLINE : '\n' ;
SPACE : [ \t\r\f\uFEFF\u00A0]+ -> skip ;
DOC : '///' (~[/\n] ~[\n]*)? -> channel(HIDDEN) ;
LINE_COMMENT : '//' ~[\n]* -> skip ;
BLOCK_COMMENT : '/*' .*? '*/' -> skip ;

// What no rule takes: each has a message of its own.
UNCLOSED_COMMENT : '/*' (~[*] | '*'+ ~[*/])* '*'* ;
HASH_COMMENT : '#' ~[\n]* ;
BAD_NUMBER : '.'? [0-9] [0-9\p{L}_.]* ;
STRING : '"' ~["\n]* '"'? | '\'' ~['\n]* '\''? ;
FOREIGN : '=>' | ':=' | '&&' | '||' | '!' | '**' | '+=' | '-=' | '*=' | '/=' | '@=' | '++' ;
UNEXPECTED : . ;
