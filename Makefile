# Makefile for libsipresp.  Needs GNU make and a C11 compiler.
#
#	make				build the library, the program, the manual
#	make check			build and run the tests
#	make install PREFIX=/usr	see the variables below
#	make help			list all targets
#
# Everything that is made lies in $(BUILD).  A variant is another folder:
#
#	make check BUILD=build-arm CC=arm-linux-gnueabi-gcc BUILD_CC=cc
#	make check TEXT=none		the texts: all, en (English alone), none

# Where the sources are, and where everything else goes.
SRC	:= $(patsubst %/,%,$(dir $(lastword $(MAKEFILE_LIST))))
TEXT	?= all
BUILD	?= build$(if $(filter-out all,$(TEXT)),-$(TEXT))

# How many languages there are texts in: see lib/lang.h.
TEXTS_none	:= -DSIPRESP_TEXTS=0
TEXTS_en	:= -DSIPRESP_TEXTS=1
TEXTS_all	:= -DSIPRESP_TEXTS=2
$(if $(TEXTS_$(TEXT)),,$(error TEXT is all, en or none, not '$(TEXT)'))

VERSION	:= $(shell sed -n 's/^\#define SIPRESP_VERSION_[A-Z]*[^0-9]*//p' \
	     $(SRC)/include/sipresp.h | paste -sd. -)

# Major number of the shared library.  It goes up when a program linked with
# the last release would break; VERSION is another matter.
ABI	:= 0

# Where it is installed, below $(DESTDIR).
PREFIX		?= /usr/local
BINDIR		?= $(PREFIX)/bin
LIBDIR		?= $(PREFIX)/lib
INCLUDEDIR	?= $(PREFIX)/include
MANDIR		?= $(PREFIX)/share/man
PKGCONFIGDIR	?= $(LIBDIR)/pkgconfig
CMAKEDIR	?= $(LIBDIR)/cmake/sipresp
BASHCOMPDIR	?= $(PREFIX)/share/bash-completion/completions
ZSHCOMPDIR	?= $(PREFIX)/share/zsh/site-functions
FISHCOMPDIR	?= $(PREFIX)/share/fish/vendor_completions.d

# Tools.  BUILD_CC compiles what runs here, to make the manual.
CC		?= cc
CXX		?= c++
BUILD_CC	?= $(CC)
AR		?= ar
NM		?= nm
LD		?= ld
OBJCOPY		?= objcopy
INSTALL		?= install
PKG_CONFIG	?= pkg-config
MANDOC		?= mandoc

# Flags: CFLAGS, CPPFLAGS and LDFLAGS belong to whoever builds; ALL_* to us.
CFLAGS		?= -O2 -g
WARNINGS	:= -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion \
		   -Wshadow -Wundef -Wwrite-strings -Wstrict-prototypes \
		   -Wmissing-prototypes
# The folder that it is built in does not get into what is built.
FOLDERS		:= $(abspath $(SRC)) $(CURDIR)
MAPPED		:= $(shell $(CC) -ffile-prefix-map=a=b -E -x c /dev/null \
		   >/dev/null 2>&1 && echo '$(FOLDERS:%=-ffile-prefix-map=%=.)')
ALL_CFLAGS	= -std=c11 -fPIC $(WARNINGS) $(MAPPED) $(CFLAGS)
ALL_CPPFLAGS	= -I$(SRC)/include $(TEXTS_$(TEXT)) -MMD -MP $(CPPFLAGS)

# What there is.
names		= $(sort $(basename $(notdir $(wildcard $(SRC)/$(1)))))
LIB_SRC		:= $(call names,lib/*.c)
PROGRAM_SRC	:= $(call names,examples/sipresp*.c)
EXAMPLES	:= $(filter-out sipresp%,$(call names,examples/*.c))
TESTS		:= $(filter-out checksum,$(call names,tests/*.c))
FUZZERS		:= $(filter-out replay blind,$(call names,tests/fuzz/*.c))
MAN1		:= $(call names,man/*.1)
MAN3		:= $(call names,man/*.3)
MAN7		:= $(sort $(call names,man/*.7) \
		   $(basename $(call names,man/*.7.in)))

LIB_OBJ		:= $(LIB_SRC:%=$(BUILD)/lib/%.o)
PROGRAM_OBJ	:= $(PROGRAM_SRC:%=$(BUILD)/examples/%.o)
TEST_OBJ	:= $(TESTS:%=$(BUILD)/tests/%.o)
STATIC		:= $(BUILD)/libsipresp.a
SHARED		:= $(BUILD)/libsipresp.so.$(ABI)
PROGRAM		:= $(BUILD)/sipresp
PAGES		:= $(MAN1:%=$(BUILD)/man/%.1) $(MAN3:%=$(BUILD)/man/%.3) \
		   $(MAN7:%=$(BUILD)/man/%.7)

# Other build systems, languages and programs.
.PHONY: all
all:
include $(SRC)/.packaging/packaging.mk

# ---- build

.PHONY: lib man examples tests
all: lib $(PROGRAM) man completion			## build the library, the program, the manual
lib: $(STATIC) $(SHARED) $(BUILD)/sipresp.pc cmake-files	## build the library only
man: $(PAGES)				## build the manual only
examples: $(EXAMPLES:%=$(BUILD)/examples/%)	## build the examples
tests: $(BUILD)/tests/check		## build the tests

$(BUILD)/%.o: $(SRC)/%.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) -c -o $@ $<

$(STATIC): $(LIB_OBJ)
	rm -f $@
	$(AR) rcs $@ $^

$(SHARED): $(LIB_OBJ) $(BUILD)/sipresp.map
	$(CC) $(ALL_CFLAGS) -shared -Wl,-soname,$(@F) \
	    -Wl,--version-script=$(BUILD)/sipresp.map \
	    -o $@ $(LIB_OBJ) $(LDFLAGS)
	ln -sf $(@F) $(BUILD)/libsipresp.so

# lib/sipresp.sym is the ABI, one name to a line.
$(BUILD)/sipresp.map: $(SRC)/lib/sipresp.sym
	@mkdir -p $(@D)
	{ echo 'SIPRESP_$(ABI) { global:'; sed 's/$$/;/' $<; \
	    echo 'local: *; };'; } >$@

# Always made anew: PREFIX may be another one now.  What is below it is told
# from it, so that pkg-config --define-prefix can move it.
.PHONY: $(BUILD)/sipresp.pc
$(BUILD)/sipresp.pc: $(SRC)/sipresp.pc.in
	@mkdir -p $(@D)
	@sed -e 's|@PREFIX@|$(PREFIX)|' \
	    -e 's|@LIBDIR@|$(patsubst $(PREFIX)/%,$${prefix}/%,$(LIBDIR))|' \
	    -e 's|@INCLUDEDIR@|$(patsubst $(PREFIX)/%,$${prefix}/%,$(INCLUDEDIR))|' \
	    -e 's|@VERSION@|$(VERSION)|' $< >$@

# "sipresp stats" reads packets and JSON if there are libpcap and jansson;
# the rest of the program, like the library, needs nothing.
HAS		= $(shell $(PKG_CONFIG) --exists $(1) 2>/dev/null && echo $(1))
PROGRAM_USES	:= $(call HAS,libpcap) $(call HAS,jansson)
PROGRAM_LIBS	:= $(if $(strip $(PROGRAM_USES)),$(shell $(PKG_CONFIG) --libs $(PROGRAM_USES)))
$(BUILD)/examples/%.o: ALL_CPPFLAGS += -D_POSIX_C_SOURCE=200809L \
    $(if $(filter libpcap,$(PROGRAM_USES)),-DHAVE_PCAP -D_DEFAULT_SOURCE) \
    $(if $(filter jansson,$(PROGRAM_USES)),-DHAVE_JANSSON)
$(PROGRAM): $(PROGRAM_OBJ) $(STATIC)
	$(CC) $(ALL_CFLAGS) -o $@ $^ $(PROGRAM_LIBS) $(LDFLAGS)
$(BUILD)/examples/%: $(BUILD)/examples/%.o $(STATIC)
	$(CC) $(ALL_CFLAGS) -o $@ $^ $(LDFLAGS)

# The manual.  What the library can say itself is written by the library:
# sipresp_X.7.in has a line @LIST@, and mkX prints what stands there.
$(BUILD)/man/%: $(SRC)/man/%
	@mkdir -p $(@D)
	cp $< $@

$(BUILD)/man/mk%: $(SRC)/man/mk%.c $(LIB_SRC:%=$(SRC)/lib/%.c) \
    $(wildcard $(SRC)/lib/*.def $(SRC)/lib/*/*.def) $(SRC)/include/sipresp.h
	@mkdir -p $(@D)
	$(BUILD_CC) -std=c11 -I$(SRC)/include -I$(SRC)/lib -o $@ $(filter %.c,$^)

$(BUILD)/man/sipresp_%.7: $(SRC)/man/sipresp_%.7.in $(BUILD)/man/mk%
	$(BUILD)/man/mk$* >$@.list
	sed -e '/^@LIST@$$/{r $@.list' -e 'd;}' $< >$@

# The whole reference as a site that works from a folder: all that the library
# can say, in both languages, and the manual.  Links of the manual lead to the
# pages that are there, which therefore are all there before mandoc looks.
HTML		:= $(BUILD)/html
.PHONY: html html-check
html: $(BUILD)/man/mkhtml $(PAGES)	## write the reference as a web site, build/html
	rm -rf $(HTML) $(HTML)-manual
	mkdir -p $(HTML)/es $(HTML)-manual
	for page in $(abspath $(PAGES)); do \
	    : >$(HTML)-manual/$${page##*/}.html; done
	cd $(HTML)-manual && for page in $(abspath $(PAGES)); do \
	    $(MANDOC) -T html \
		-O 'fragment,man=%N.%S.html;https://man.openbsd.org/%N.%S' \
		$$page >$${page##*/}.html || exit; done
	$(BUILD)/man/mkhtml $(HTML) $(HTML)-manual/*.html
	cp $(SRC)/man/html/style.css $(SRC)/man/html/search.js $(HTML)
	@echo "open $(HTML)/index.html"
$(BUILD)/man/mkhtml: $(wildcard $(SRC)/man/html/*) $(LIB_SRC:%=$(SRC)/lib/%.c) \
    $(wildcard $(SRC)/lib/*.def $(SRC)/lib/*/*.def) $(SRC)/include/sipresp.h
	@mkdir -p $(@D)
	$(BUILD_CC) -std=c11 $(WARNINGS) -I$(SRC)/include -I$(SRC)/lib -o $@ \
	    $(filter %.c,$^)

html-check: html			## look at it in a browser (needs Chromium)
	@mkdir -p $(HTML)-check
	cp $(SRC)/tests/html/* $(HTML)-check
	cd $(HTML)-check && npm ci --silent --no-audit --no-fund && \
	    node check.mjs $(abspath $(HTML))

# ---- check

.PHONY: check check-run check-sum lint strict symbols embed sanitize portable coverage fuzz afl
LINTED	:= $(STATIC) $(SHARED) $(PAGES)
LINT	= CC='$(CC)' NM='$(NM)' MANDOC='$(MANDOC)' $(SRC)/tests/lint.sh $(SRC) $(BUILD)
check: check-run $(LINTED)		## test the library
	$(LINT)
check-run: $(BUILD)/tests/check check-sum $(PROGRAM) $(FUZZERS:%=replay-%)
	SIPRESP_PROGRAM=$(PROGRAM) SIPRESP_DATA=$(SRC)/tests/data \
	    $(BUILD)/tests/check

$(TEST_OBJ): ALL_CPPFLAGS += -I$(SRC)/lib -D_POSIX_C_SOURCE=200809L \
    $(shell $(PKG_CONFIG) --cflags check jansson)
$(BUILD)/tests/check: $(TEST_OBJ) $(STATIC)
	$(CC) $(ALL_CFLAGS) -o $@ $^ \
	    $(shell $(PKG_CONFIG) --libs check jansson) $(LDFLAGS)

# All decisions as one number.
SUM		:= $(SRC)/tests/data/decisions.sum
check-sum: $(BUILD)/tests/checksum
	@$< >$<.out
	@$(if $(filter none,$(TEXT)),: reasons are among them ||) diff $(SUM) $<.out || { \
	    echo 'The decisions are not those of $(SUM).' >&2; \
	    echo 'If that is what the change is for: cp $<.out $(SUM)' >&2; \
	    echo 'Which codes: compare what "$< codes" prints, before and now.' >&2; \
	    exit 1; }
$(BUILD)/tests/checksum: $(BUILD)/tests/checksum.o $(STATIC)
	$(CC) $(ALL_CFLAGS) -o $@ $^ $(LDFLAGS)

.PHONY: texts
texts:					## run the tests with English alone, and with no texts
	$(MAKE) -f $(SRC)/Makefile check TEXT=en BUILD=$(BUILD)-en
	$(MAKE) -f $(SRC)/Makefile check TEXT=none BUILD=$(BUILD)-none

lint: $(LINTED)				## hold header, symbols, manual, catalogue to each other
	$(LINT)

# Everything without a warning, whatever the compiler; the library without a
# libc; the header alone, in older C and in C++.
STRICT	:= -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Werror
strict:					## compile with gcc and clang, warnings are errors
	for cc in gcc clang; do \
	    $(MAKE) -f $(SRC)/Makefile BUILD=$(BUILD)-strict-$$cc CC=$$cc \
		CFLAGS='-O2 -Werror' all examples tests adapters lua symbols \
		$(if $(call HAS,libre libcrypto),softphone) && \
	    $$cc -std=c11 $(STRICT) -ffreestanding -fsyntax-only \
		-I$(SRC)/include $(LIB_SRC:%=$(SRC)/lib/%.c) && \
	    for as in 'c -std=c99' 'c++ -std=c++11'; do \
		echo '#include "sipresp.h"' | $$cc -x $$as $(STRICT) \
		    -fsyntax-only -I$(SRC)/include - || exit; \
	    done || exit; \
	done

# The library needs nothing of libc but what the compiler itself may call,
# and has no data that could be written to.
symbols: $(STATIC)			## what the library needs from outside
	@$(NM) -P $(STATIC) | awk ' \
	    NF < 2 { next } \
	    $$2 == "U" || $$2 == "w" { needed[$$1]; next } \
	    $$2 ~ /^[bBdDC]$$/ { print "writable: " $$1; bad = 1 } \
	    { defined[$$1] } \
	    END { \
		for (s in needed) \
			if (!(s in defined) && s !~ \
			    /^(mem(cpy|cmp|chr|set)|_GLOBAL_OFFSET_TABLE_)$$/) { \
				print "undefined: " s; bad = 1 \
			} \
		if (!bad) print "symbols: nothing undefined, nothing writable"; \
		exit bad \
	    }'

# Embedding as told in README.md: the files alone, and installed.
EMBED	:= $(abspath $(BUILD))-embed
DEMO	:= $(patsubst ./%,%,$(SRC)/tests/data/demo)
REPLY	:= $(DEMO)/302.sip
embed: $(REPLY)				## use the library as a program would
	rm -rf $(EMBED) && mkdir -p $(EMBED)
	$(CC) -std=c99 -I$(SRC)/include -o $(EMBED)/carried \
	    $(SRC)/examples/shortest.c $(LIB_SRC:%=$(SRC)/lib/%.c)
	$(EMBED)/carried $(REPLY)
	$(MAKE) -f $(SRC)/Makefile install BUILD=$(EMBED)/build \
	    PREFIX=/usr DESTDIR=$(EMBED)/root
	@set -e; \
	PKG_CONFIG_LIBDIR=$(EMBED)/root/usr/lib/pkgconfig; \
	PKG_CONFIG_SYSROOT_DIR=$(EMBED)/root; \
	LD_LIBRARY_PATH=$(EMBED)/root/usr/lib; \
	export PKG_CONFIG_LIBDIR PKG_CONFIG_SYSROOT_DIR LD_LIBRARY_PATH; \
	set -x; \
	$(CC) -o $(EMBED)/in-c $(SRC)/examples/shortest.c \
	    `$(PKG_CONFIG) --cflags --libs sipresp`; \
	$(CXX) -o $(EMBED)/in-c++ -x c++ $(SRC)/examples/shortest.c -x none \
	    `$(PKG_CONFIG) --cflags --libs sipresp`; \
	$(EMBED)/in-c $(REPLY); \
	$(EMBED)/in-c++ $(REPLY); \
	$(EMBED)/root/usr/bin/sipresp classify $(REPLY) >/dev/null

# All in one process: to fork under ASan takes ten times as long as to test.
sanitize:				## run the tests under ASan and UBSan
	CK_FORK=no $(MAKE) -f $(SRC)/Makefile check BUILD=$(BUILD)-sanitize \
	    CFLAGS='-O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all'

portable:				## run them so without SSE2 or NEON as well
	CK_FORK=no $(MAKE) -f $(SRC)/Makefile check BUILD=$(BUILD)-portable \
	    CPPFLAGS=-DSIPRESP_PORTABLE \
	    CFLAGS='-O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all'

COVERAGE_CC	?= clang-19
coverage:				## run the tests, and print what of lib/ they do not reach
	rm -f $(BUILD)-coverage/*.profraw
	LLVM_PROFILE_FILE='$(abspath $(BUILD))-coverage/%8m.profraw' \
	    $(MAKE) -f $(SRC)/Makefile check-run BUILD=$(BUILD)-coverage \
	    CC=$(COVERAGE_CC) CFLAGS='-O1 -g -fprofile-instr-generate \
	    -fcoverage-mapping -fcoverage-mcdc'
	CC=$(COVERAGE_CC) $(SRC)/tests/coverage.py $(SRC) $(BUILD)-coverage

# A mutant is the library with one small fault.  It is loaded in front of a shared
# library with all names, by the test program, the checksum and the program.
# MUTATE_SAMPLE: only so many; MUTATE_FILES: only of those, as lib/fork.c.
MUTATE		:= $(BUILD)/mutate
MUTATE_SAMPLE	?= 0
MUTATE_SEED	?= 0
MUTATE_FILES	?=
MUTATE_CC	?= tcc
.PHONY: mutate mutate-sample
mutate-sample:				## two hundred mutants, drawn from all of lib/
	$(MAKE) -f $(SRC)/Makefile mutate MUTATE_SAMPLE=200
mutate: $(MUTATE)/check $(MUTATE)/checksum $(MUTATE)/sipresp	## do the tests see small faults? (needs tcc)
	$(SRC)/tests/mutate/mutate.py --cc '$(MUTATE_CC)' \
	    --sample $(MUTATE_SAMPLE) --seed $(MUTATE_SEED) \
	    $(SRC) $(MUTATE) $(MUTATE_FILES)
$(MUTATE)/libsipresp.so: $(LIB_OBJ)
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -shared -Wl,-soname,$(@F) -o $@ $^ $(LDFLAGS)
$(BUILD)/tests/mutate/check.o: ALL_CPPFLAGS += -D_XOPEN_SOURCE=700
$(MUTATE)/check: $(filter-out %/main.o,$(TEST_OBJ)) \
    $(BUILD)/tests/mutate/check.o $(MUTATE)/libsipresp.so
	$(CC) $(ALL_CFLAGS) -o $@ $^ -Wl,--wrap=_ck_assert_failed \
	    -Wl,--wrap=_mark_point -Wl,--wrap=_tcase_add_test \
	    $(shell $(PKG_CONFIG) --libs check jansson) $(LDFLAGS)
$(MUTATE)/checksum: $(BUILD)/tests/checksum.o $(MUTATE)/libsipresp.so
	$(CC) $(ALL_CFLAGS) -o $@ $^ $(LDFLAGS)
$(MUTATE)/sipresp: $(PROGRAM_OBJ) $(MUTATE)/libsipresp.so
	$(CC) $(ALL_CFLAGS) -o $@ $^ $(PROGRAM_LIBS) $(LDFLAGS)

# The same decisions on all machines.  CROSS: only these, by the names it prints.
CROSS		?=
CROSS_CORE	:= gcc-O0 gcc-O1 gcc-O2 gcc-O3 gcc-Os gcc-short-enums gcc-lto \
		   gcc-portable gcc-11 clang-14 clang-19 tcc musl gcc-m32 \
		   gcc-m32-whole armhf aarch64 s390x s390x-whole riscv64 cortex-m0 cortex-m4 avr stack
.PHONY: cross cross-core
cross:					## the same decisions on every machine there is a compiler for
	$(SRC)/tests/cross/cross.sh $(SRC) $(BUILD)-cross $(CROSS)
cross-core:				## the same on those of "deps-cross"
	$(SRC)/tests/cross/cross.sh $(SRC) $(BUILD)-cross $(CROSS_CORE)

# The library holds nothing between two calls: ThreadSanitizer would see it.
.PHONY: threads
threads:				## sixteen threads at once, under TSan
	@mkdir -p $(BUILD)-sanitize
	$(CC) -std=c11 -O1 -g -fsanitize=thread -I$(SRC)/include -pthread \
	    -o $(BUILD)-sanitize/threads $(SRC)/tests/threads/threads.c \
	    $(LIB_SRC:%=$(SRC)/lib/%.c)
	$(BUILD)-sanitize/threads $(SRC)/tests/fuzz/corpus/response/*

# A fuzzer is a file in tests/fuzz.  "make check" replays its corpus with any
# compiler; "make fuzz" goes on from there with clang, for FUZZ_SECONDS each,
# under FUZZ_SANITIZE (none: several times as many inputs), and "make afl" with
# AFL++.
FUZZ_SECONDS	?= 60
FUZZ_SEED	?= 1
FUZZ_SANITIZE	?= address,undefined
FUZZ_CC		?= clang
comma		:= ,
FUZZ		= $(BUILD)-fuzz/$(subst $(comma),-,$(or $(FUZZ_SANITIZE),plain))
FUZZ_FLAGS	= -std=c11 -O2 -g -D_POSIX_C_SOURCE=200809L -I$(SRC)/include \
		  -I$(SRC)/lib -I$(SRC)/examples $(SRC)/tests/fuzz/$*.c \
		  $(LIB_SRC:%=$(SRC)/lib/%.c) $(FUZZED_$*:%=$(SRC)/examples/%.c)
fuzz: $(FUZZERS:%=fuzz-%)		## fuzz (needs clang)
fuzz-%:
	@mkdir -p $(FUZZ) $(BUILD)-fuzz/corpus-$*
	$(FUZZ_CC) -fsanitize=fuzzer$(addprefix $(comma),$(FUZZ_SANITIZE)) \
	    -fno-sanitize-recover=all -o $(FUZZ)/$* $(FUZZ_FLAGS)
	$(FUZZ)/$* -max_total_time=$(FUZZ_SECONDS) -verbosity=0 \
	    -print_final_stats=1 -dict=$(SRC)/tests/fuzz/sip.dict \
	    -artifact_prefix=$(BUILD)-fuzz/ \
	    $(BUILD)-fuzz/corpus-$* $(SRC)/tests/fuzz/corpus/$*

afl: $(FUZZERS:%=afl-%)			## fuzz with AFL++
afl-%:
	@mkdir -p $(BUILD)-fuzz/afl
	afl-clang-fast -fsanitize=fuzzer -o $(BUILD)-fuzz/afl/$* $(FUZZ_FLAGS)
	AFL_NO_UI=1 AFL_SKIP_CPUFREQ=1 AFL_NO_AFFINITY=1 \
	    AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 \
	    afl-fuzz -V $(FUZZ_SECONDS) -x $(SRC)/tests/fuzz/sip.dict \
	    -i $(SRC)/tests/fuzz/corpus/$* -o $(BUILD)-fuzz/afl/out-$* \
	    $(BUILD)-fuzz/afl/$*
	@awk '/^(execs_done|saved_crashes|saved_hangs|edges_found)/ { print }' \
	    $(BUILD)-fuzz/afl/out-$*/default/fuzzer_stats
	@! grep -q '^saved_[a-z]* *: [1-9]' \
	    $(BUILD)-fuzz/afl/out-$*/default/fuzzer_stats

# Without libFuzzer: changes to the corpus, with any compiler, much faster.
.PHONY: blind
blind: $(filter-out blind-program,$(FUZZERS:%=blind-%))	## fuzz without libFuzzer
blind-%: $(BUILD)/tests/fuzz/blind-%
	cd $(<D) && find $(abspath $(SRC))/tests/fuzz/corpus/$* -type f | \
	    ./$(<F) $(FUZZ_SECONDS) 256 $(FUZZ_SEED)
$(BUILD)/tests/fuzz/blind-%: $(BUILD)/tests/fuzz/%.o $(BUILD)/tests/fuzz/blind.o $(STATIC)
	$(CC) $(ALL_CFLAGS) -o $@ $^ $(LDFLAGS)

# The same bytes to other parsers: what they read otherwise has to be explained.
# "peers-check" takes the corpora, "peers-fuzz" changes to them.
PEERS		:= $(BUILD)/tests/fuzz/peers
PEERS_USES	:= libosip2 sofia-sip-ua libre
PEERS_OBJ	:= $(addprefix $(PEERS)/,peers.o osip.o sofia.o libre.o)
PEERS_INPUTS	= $(SRC)/tests/fuzz/corpus/response/* \
		  $(SRC)/tests/fuzz/corpus/same/* $(SRC)/tests/data/real/*.sip
.PHONY: peers-check peers-fuzz
peers-check: $(PEERS)/check		## do other parsers read the same, or is it explained?
	$< $(PEERS_INPUTS)
peers-fuzz: $(PEERS)/fuzz		## go on from there, without libFuzzer
	cd $(PEERS) && ls $(abspath $(PEERS_INPUTS)) | \
	    ./fuzz $(FUZZ_SECONDS) 512 $(FUZZ_SEED)
$(PEERS)/%.o: ALL_CPPFLAGS += \
    $(patsubst -I%,-isystem %,$(shell $(PKG_CONFIG) --cflags $(PEERS_USES) 2>/dev/null))
$(PEERS)/check: $(PEERS_OBJ) $(BUILD)/tests/fuzz/replay.o $(STATIC)
	$(CC) $(ALL_CFLAGS) -o $@ $^ $(shell $(PKG_CONFIG) --libs $(PEERS_USES)) $(LDFLAGS)
$(PEERS)/fuzz: $(PEERS_OBJ) $(PEERS)/mutate.o $(BUILD)/tests/fuzz/blind.o $(STATIC)
	$(CC) $(ALL_CFLAGS) -o $@ $^ $(shell $(PKG_CONFIG) --libs $(PEERS_USES)) $(LDFLAGS)

# What of the program a fuzzer needs.
FUZZED_program	:= $(addprefix sipresp_,advice amendment buffer csv fields_json input \
		   json options outlook page request terminal utf8 verdict_json \
		   verdict_text words)
$(BUILD)/tests/fuzz/program: $(FUZZED_program:%=$(BUILD)/examples/%.o)
$(BUILD)/tests/fuzz/%.o: ALL_CPPFLAGS += -I$(SRC)/lib -I$(SRC)/examples \
    -D_POSIX_C_SOURCE=200809L
replay-%: $(BUILD)/tests/fuzz/%
	$< $(SRC)/tests/fuzz/corpus/$*/*
$(BUILD)/tests/fuzz/%: $(BUILD)/tests/fuzz/%.o $(BUILD)/tests/fuzz/replay.o $(STATIC)
	$(CC) $(ALL_CFLAGS) -o $@ $(filter %.o,$^) $(STATIC) $(LDFLAGS)

# ---- proofs

# CBMC proves what tests/prove/README.md says; with the faults it has to refute
# each proof.  Two at a time: a proof takes one processor.
CBMC		?= $(abspath $(BUILD))-prove/cbmc
PROVE		= $(SRC)/tests/prove/prove.py -j 2 $(CBMC) $(abspath $(BUILD))-prove
HAVE_CBMC	= test -x $(CBMC)/cbmc || { echo 'skipped: no CBMC, see "make deps-prove"'; exit 0; }
.PHONY: prove prove-all prove-faults
prove:					## prove that no input makes the readers go wrong
	@$(HAVE_CBMC); $(PROVE)
prove-all:				## prove that, with what takes half a minute each
	@$(HAVE_CBMC); $(PROVE) -a
prove-faults:				## prove that each of these proofs can fail
	@$(HAVE_CBMC); $(PROVE) -f

# ---- benchmark

# The library and its peers, those that pkg-config knows, and PJSIP where PJ_DIR
# is a tree of it that is built.  Correctness, and what can be counted, is
# checked by "bench-check"; "bench" also takes the time.
BENCH		:= $(BUILD)/tests/bench$(if $(PJ_DIR),-pjsip)
BENCH_USES	:= $(call HAS,libosip2) $(call HAS,sofia-sip-ua) $(call HAS,libre)
BENCH_SRC	:= bench growth messages ours $(if $(call HAS,libosip2),osip) \
		   $(if $(call HAS,sofia-sip-ua),sofia) \
		   $(if $(call HAS,libre),libre) $(if $(PJ_DIR),pjsip)
BENCH_OBJ	= $(BENCH_SRC:%=$(BENCH)/%.o)
PJ		= $(shell printf 'include %s/build.mak\nall:;@echo $$(%s)\n' \
		  '$(PJ_DIR)' '$(1)' | $(MAKE) -s --no-print-directory -f -)
PJ_LIBS		= $(call PJ,APP_LDFLAGS) $(call PJ,PJSIP_LDLIB) \
		  $(call PJ,PJLIB_UTIL_LDLIB) $(call PJ,PJLIB_LDLIB) \
		  $(filter-out %-$(call PJ,TARGET_NAME),$(call PJ,APP_LDLIBS))

.PHONY: bench bench-check bench-plot sizes
sizes:					## what the library takes, with texts and without
	@for text in all en none; do \
	    $(MAKE) -f $(SRC)/Makefile --no-print-directory -s TEXT=$$text \
		BUILD=$(BUILD)-$$text lib && \
	    $(SRC)/tests/bench/sizes.sh $(SRC) $(BUILD)-$$text | \
		awk -v text=$$text '/^libsipresp/ { n[$$1] = $$2 } \
		END { printf "TEXT=%-5s%8d bytes, %7d of them prose\n", text, \
		    n["libsipresp"], n["libsipresp"] - \
		    n["libsipresp-without-prose"] }' || exit; \
	done
bench: $(BENCH)/bench $(BENCH)/sizes	## time it beside other SIP parsers
	$(BENCH)/bench --sizes $(BENCH)/sizes
	@echo
	$(BENCH)/bench growth
bench-check: $(BENCH)/bench $(BENCH)/sizes ## compare with other parsers, and count
	$(BENCH)/bench gate --sizes $(BENCH)/sizes
bench-plot: $(BENCH)/bench $(BENCH)/sizes	## the same as bench, with a plot
	$(BENCH)/bench --svg $(BUILD)/bench.svg --sizes $(BENCH)/sizes

$(BENCH)/%.o: ALL_CPPFLAGS += -D_POSIX_C_SOURCE=200809L \
    $(patsubst -I%,-isystem %,$(if $(strip $(BENCH_USES)),$(shell $(PKG_CONFIG) --cflags $(BENCH_USES)))) \
    $(if $(call HAS,libosip2),-DHAVE_OSIP) \
    $(if $(call HAS,sofia-sip-ua),-DHAVE_SOFIA) \
    $(if $(call HAS,libre),-DHAVE_LIBRE) $(if $(PJ_DIR),-DHAVE_PJSIP)
$(BENCH)/pjsip.o: ALL_CPPFLAGS += $(patsubst -I%,-isystem %,$(call PJ,APP_CFLAGS))
$(BENCH)/%.o: $(SRC)/tests/bench/%.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) -c -o $@ $<
$(BENCH)/bench: $(BENCH_OBJ) $(BENCH)/portable.o $(STATIC)
	$(CC) $(ALL_CFLAGS) -o $@ $^ $(if $(PJ_DIR),$(PJ_LIBS)) \
	    $(if $(strip $(BENCH_USES)),$(shell $(PKG_CONFIG) --libs $(BENCH_USES))) \
	    $(LDFLAGS)

# The library once more, without SSE2, and each of its names with a prefix.
$(BENCH)/portable/%.o: $(SRC)/lib/%.c
	@mkdir -p $(@D)
	$(CC) -I$(SRC)/include -MMD -MP -DSIPRESP_PORTABLE $(ALL_CFLAGS) -c -o $@ $<
$(BENCH)/portable.o: $(LIB_SRC:%=$(BENCH)/portable/%.o)
	$(LD) -r -o $@ $^
	$(NM) -g --defined-only $@ | awk '{ print $$3, "portable_" $$3 }' >$@.names
	$(OBJCOPY) --redefine-syms=$@.names $@
$(BENCH)/sizes: $(STATIC) $(SRC)/tests/bench/sizes.sh
	CC='$(CC)' NM='$(NM)' PKG_CONFIG='$(PKG_CONFIG)' \
	    $(SRC)/tests/bench/sizes.sh $(SRC) $(BUILD) >$@.new && mv $@.new $@

# ---- adapters

# From a host's own parsed response to ours, with a program for each host that
# compares the two: for those that pkg-config knows, and for PJSIP and Kamailio
# where PJ_DIR and KAMAILIO_DIR are trees of them that are built.
ADAPTERS	:= $(BUILD)/examples/adapters
ADAPTER_NAMES	:= $(if $(call HAS,libosip2),osip) \
		   $(if $(call HAS,sofia-sip-ua),sofia) \
		   $(if $(call HAS,libre),libre) $(if $(PJ_DIR),pjsip) \
		   $(if $(KAMAILIO_DIR),kamailio)
ADAPTER_PROGRAMS := $(ADAPTER_NAMES:%=$(ADAPTERS)/%)
MESSAGES	= $(shell find $(SRC)/tests/data -name '*.sip' | sort) \
		  $(sort $(wildcard $(SRC)/tests/data/decisions/*.cases))

.PHONY: adapters adapters-check
adapters: $(ADAPTER_PROGRAMS)		## build adapters for other SIP stacks
adapters-check: adapters		## do they reach the same verdicts as the bytes?
	$(SRC)/examples/adapters/check.sh \
	    '$(strip $(ADAPTER_PROGRAMS))' $(MESSAGES)

ADAPTER_OBJ	= $(ADAPTERS)/$(1).o $(ADAPTERS)/compare_$(1).o
ADAPTER_CFLAGS	= $(patsubst -I%,-isystem %,$(shell $(PKG_CONFIG) --cflags $(1)))
KAMAILIO	= $(shell sed -n 's/^$(1)=//p' '$(KAMAILIO_DIR)/src/config.mak')
$(call ADAPTER_OBJ,osip): ADAPTER_CPPFLAGS = $(call ADAPTER_CFLAGS,libosip2)
$(call ADAPTER_OBJ,sofia): ADAPTER_CPPFLAGS = $(call ADAPTER_CFLAGS,sofia-sip-ua)
$(call ADAPTER_OBJ,libre): ADAPTER_CPPFLAGS = $(call ADAPTER_CFLAGS,libre) \
    -DHAVE_INTTYPES_H -DHAVE_STDBOOL_H
$(call ADAPTER_OBJ,pjsip): ADAPTER_CPPFLAGS = $(patsubst -I%,-isystem %,$(call PJ,APP_CFLAGS))
$(call ADAPTER_OBJ,kamailio): ADAPTER_CPPFLAGS = -std=gnu11 $(call KAMAILIO,C_DEFS) \
    -isystem $(KAMAILIO_DIR)/src

$(ADAPTERS)/osip: ADAPTER_LIBS = $(shell $(PKG_CONFIG) --libs libosip2)
$(ADAPTERS)/sofia: ADAPTER_LIBS = $(shell $(PKG_CONFIG) --libs sofia-sip-ua)
$(ADAPTERS)/libre: ADAPTER_LIBS = $(shell $(PKG_CONFIG) --libs libre)
$(ADAPTERS)/pjsip: ADAPTER_LIBS = $(PJ_LIBS)
$(ADAPTERS)/kamailio: ADAPTER_LIBS = $(shell find $(KAMAILIO_DIR)/src/core -name '*.o') \
    -rdynamic $(call KAMAILIO,LIBS)
$(ADAPTERS)/kamailio: $(ADAPTERS)/kamailio_main.o
$(ADAPTERS)/kamailio_main.o: $(KAMAILIO_DIR)/src/main.o
	@mkdir -p $(@D)
	$(OBJCOPY) --redefine-sym main=kamailio_main $< $@

$(ADAPTERS)/%.o: $(SRC)/examples/adapters/%.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) $(ADAPTER_CPPFLAGS) -c -o $@ $<
$(ADAPTER_PROGRAMS): $(ADAPTERS)/%: $(ADAPTERS)/compare.o $(ADAPTERS)/%.o \
    $(ADAPTERS)/compare_%.o $(STATIC)
	$(CC) $(ALL_CFLAGS) -o $@ $^ $(ADAPTER_LIBS) $(LDFLAGS)

# ---- Lua, and a proxy

# The module, for each Lua that pkg-config knows; the test is run by those of
# which there is an interpreter.
LUAS		:= $(foreach v,5.1 5.2 5.3 5.4,$(if $(call HAS,lua$(v)),$(v)))
LUA_MODULES	:= $(LUAS:%=$(BUILD)/bindings/lua/%/sipresp.so)

.PHONY: lua lua-check
lua: $(LUA_MODULES)			## build the module for Lua
lua-check: $(LUA_MODULES:%.so=%.test)	## test it
$(BUILD)/bindings/lua/%/sipresp.so: $(SRC)/bindings/lua/sipresp.c $(STATIC)
	@mkdir -p $(@D)
	$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) -shared -Wl,--exclude-libs,ALL \
	    $(patsubst -I%,-isystem %,$(shell $(PKG_CONFIG) --cflags lua$*)) \
	    -o $@ $< $(STATIC) $(LDFLAGS)
.PHONY: $(LUA_MODULES:%.so=%.test)
$(LUA_MODULES:%.so=%.test): $(BUILD)/bindings/lua/%/sipresp.test: $(BUILD)/bindings/lua/%/sipresp.so
	if command -v lua$* >/dev/null; then \
	    LUA_CPATH=$(<D)/?.so lua$* $(SRC)/bindings/lua/test.lua; fi

# A proxy: Kamailio, and SIPp as caller and callees; with the module for Lua, and
# with a module of its own where KAMAILIO_DIR is its tree, if only configured.
# That is loaded by the Kamailio that is installed, if it is the same version.
NATIVE		:= $(BUILD)/examples/proxy/native
.PHONY: proxy-check native native-check
proxy-check: $(BUILD)/bindings/lua/5.1/sipresp.so $(if $(KAMAILIO_DIR),native) ## does a proxy do what the library says?
	$(SRC)/examples/proxy/check.sh lua $(BUILD)/bindings/lua/5.1
	$(if $(KAMAILIO_DIR),$(SRC)/examples/proxy/check.sh native $(NATIVE))
native: $(NATIVE)/sipresp.so		## build the module for Kamailio (KAMAILIO_DIR)
native-check: deps-native		## the same with it, from Debian's source of Kamailio
	$(MAKE) -f $(SRC)/Makefile native KAMAILIO_DIR=$(BUILD)-kamailio
	$(SRC)/examples/proxy/check.sh native $(NATIVE)
$(NATIVE)/sipresp.so: $(SRC)/examples/proxy/native/sipresp_mod.c $(STATIC)
	@mkdir -p $(@D)
	$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) -std=gnu11 -Wno-write-strings \
	    -Wno-pedantic \
	    $(call KAMAILIO,C_DEFS) $(call KAMAILIO,CC_PMUTEX_OPTS) \
	    -DMOD_NAME='"sipresp"' -isystem $(KAMAILIO_DIR)/src/modules/tm \
	    -shared -Wl,--exclude-libs,ALL -o $@ $< $(STATIC) $(LDFLAGS)

# ---- a phone

# The files of the program that put a verdict into words serve it as well.
SOFTPHONE_OBJ	:= $(call names,examples/softphone/*.c)
SOFTPHONE_OBJ	:= $(SOFTPHONE_OBJ:%=$(BUILD)/examples/softphone/%.o) \
		   $(addprefix $(BUILD)/examples/sipresp_,advice.o amendment.o \
		   buffer.o utf8.o words.o)

.PHONY: softphone
softphone: $(BUILD)/softphone		## build a SIP phone (needs libre)
$(BUILD)/examples/softphone/%.o: ALL_CPPFLAGS += -I$(SRC)/examples \
    -D_DEFAULT_SOURCE -DHAVE_STDBOOL_H $(patsubst -I%,-isystem %,$(shell $(PKG_CONFIG) --cflags libre libcrypto 2>/dev/null))
$(BUILD)/softphone: $(SOFTPHONE_OBJ) $(STATIC)
	$(CC) $(ALL_CFLAGS) -o $@ $^ $(shell $(PKG_CONFIG) --libs libre libcrypto) $(LDFLAGS)

# The phone against SIPp and Kamailio on the loopback interface, and then a phone
# that reacts wrongly, with which each scenario has to fail.
.PHONY: e2e
e2e: $(BUILD)/softphone			## does the phone do the right thing on the wire?
	$(SRC)/tests/e2e/run.py $(BUILD)/softphone
	@echo "And a wrong phone, which must not pass:"
	$(SRC)/tests/e2e/run.py $(BUILD)/softphone --stand-in

# The recorded responses of those programs that CI has anyway.
.PHONY: record-check
record-check:				## do real programs still answer as recorded?
	$(SRC)/tests/data/real/record/record.py --check kamailio sofia-sip

# ---- on a machine that has nothing yet

.PHONY: demo test deps-demo deps-check deps-strict deps-bench deps-adapters \
	deps-coverage deps-cross deps-cross-all deps-e2e deps-fuzz deps-html \
	deps-lua deps-mutate deps-native deps-prove deps-proxy deps-record \
	deps-softphone
deps-demo:				## install what a build needs
	@$(SRC)/.ci/install cc:gcc stdio.h:libc6-dev
deps-check: deps-demo			## install what the tests need
	@$(SRC)/.ci/install pkg-config check.pc:check \
	    jansson.pc:libjansson-dev libpcap.pc:libpcap-dev mandoc
deps-bench: deps-check			## install what "bench", "bench-check" and "peers-check" need
	@$(SRC)/.ci/install valgrind libosip2.pc:libosip2-dev \
	    sofia-sip-ua.pc:libsofia-sip-ua-dev libre.pc:libre-dev
deps-coverage: deps-check		## install what "coverage" needs
	@$(SRC)/.ci/install $(COVERAGE_CC) python3 \
	    $(COVERAGE_CC:clang%=llvm-cov%):$(COVERAGE_CC:clang%=llvm%) \
	    '/usr/lib/llvm-*/lib/clang/$(COVERAGE_CC:clang-%=%)/lib/*/libclang_rt.profile-*:$(COVERAGE_CC:clang-%=libclang-rt-%-dev)'
deps-mutate: deps-check			## install what "mutate" needs
	@$(SRC)/.ci/install tcc python3
deps-cross: deps-check			## install what "cross-core" needs
	@$(SRC)/.ci/install gcc-11 clang-14 clang-19 tcc musl-gcc:musl-tools \
	    lld:lld '/usr/lib32/libc.a:libc6-dev-i386' \
	    '/usr/lib/gcc/x86_64-linux-gnu/*/32/libgcc.a:lib32gcc-12-dev' \
	    qemu-arm:qemu-user arm-linux-gnueabihf-gcc:gcc-arm-linux-gnueabihf \
	    /usr/arm-linux-gnueabihf/lib/libc.a:libc6-dev-armhf-cross \
	    aarch64-linux-gnu-gcc:gcc-aarch64-linux-gnu \
	    /usr/aarch64-linux-gnu/lib/libc.a:libc6-dev-arm64-cross \
	    s390x-linux-gnu-gcc:gcc-s390x-linux-gnu \
	    /usr/s390x-linux-gnu/lib/libc.a:libc6-dev-s390x-cross \
	    riscv64-linux-gnu-gcc:gcc-riscv64-linux-gnu \
	    /usr/riscv64-linux-gnu/lib/libc.a:libc6-dev-riscv64-cross \
	    arm-none-eabi-gcc:gcc-arm-none-eabi avr-gcc:gcc-avr
deps-cross-all: deps-cross		## and what all of "cross" does
	@$(SRC)/.ci/install clang-16 pcc node:nodejs wine \
	    x86_64-w64-mingw32-gcc:gcc-mingw-w64-x86-64 \
	    powerpc64-linux-gnu-gcc:gcc-powerpc64-linux-gnu \
	    /usr/powerpc64-linux-gnu/lib/libc.a:libc6-dev-ppc64-cross \
	    mips-linux-gnu-gcc:gcc-mips-linux-gnu \
	    /usr/mips-linux-gnu/lib/libc.a:libc6-dev-mips-cross \
	    /usr/lib/wasm32-wasi/libc.a:wasi-libc \
	    '/usr/lib/llvm-14/lib/clang/*/lib/wasi/libclang_rt.builtins-wasm32.a:libclang-rt-14-dev-wasm32'
deps-fuzz: deps-check			## install what "fuzz" and "afl" need
	@$(SRC)/.ci/install clang afl-fuzz:afl++ \
	    '/usr/lib/llvm-14/lib/clang/*/lib/*/libclang_rt.fuzzer-*:libclang-rt-14-dev'
deps-html: deps-check			## install what "html" and "html-check" need
	@$(SRC)/.ci/install mandoc chromium node:nodejs npm
deps-prove: deps-demo			## install what "prove" needs
	@$(SRC)/.ci/install python3
	@$(SRC)/tests/prove/cbmc.sh $(CBMC) || test $$? -eq 77
deps-adapters: deps-demo			## install what "adapters" needs
	@$(SRC)/.ci/install pkg-config libosip2.pc:libosip2-dev \
	    sofia-sip-ua.pc:libsofia-sip-ua-dev libre.pc:libre-dev
deps-softphone: deps-demo		## install what "softphone" needs
	@$(SRC)/.ci/install pkg-config libre.pc:libre-dev \
	    libcrypto.pc:libssl-dev
deps-e2e: deps-softphone		## install what "e2e" needs
	@PATH=$$PATH:/usr/sbin $(SRC)/.ci/install sipp:sip-tester kamailio \
	    python3
deps-lua: deps-demo			## install what "lua" and "lua-check" need
	@$(SRC)/.ci/install pkg-config lua5.1:lua5.1 lua5.1.pc:liblua5.1-0-dev \
	    lua5.4:lua5.4 lua5.4.pc:liblua5.4-dev
deps-proxy: deps-demo			## install what "proxy-check" needs
	@PATH=$$PATH:/usr/sbin $(SRC)/.ci/install pkg-config \
	    lua5.1.pc:liblua5.1-0-dev kamailio sipp:sip-tester \
	    '/usr/lib/*/kamailio/modules/app_lua.so:kamailio-lua-modules'
deps-record: deps-adapters		## install what "record-check" needs
	@PATH=$$PATH:/usr/sbin $(SRC)/.ci/install python3 kamailio \
	    '/usr/lib/*/kamailio/modules/presence.so:kamailio-presence-modules'
deps-native: deps-proxy			## install what "native-check" needs
	[ -e $(BUILD)-kamailio ] || \
	    $(SRC)/examples/proxy/native/get-kamailio.sh $(BUILD)-kamailio
deps-strict: deps-check			## install what "strict" and "embed" need
	@$(SRC)/.ci/install gcc clang c++:g++

# Each in its turn: what comes first may have to install the compiler.
demo:					## show what the library makes of real responses
	@$(MAKE) -f $(SRC)/Makefile --no-print-directory deps-demo
	@echo building $(PROGRAM)
	@$(MAKE) -f $(SRC)/Makefile --no-print-directory -s $(PROGRAM)
	@show() { printf '\n$$ %s\n' "$$*"; "$$@"; }; set -e; \
	for reply in 302 401 489-listed 489 503; do \
		show head -n 1 $(DEMO)/$$reply.sip; \
		show $(PROGRAM) classify $(DEMO)/$$reply.sip; \
	done; \
	show $(PROGRAM) 489

test:					## install what the tests need, and run them
	@$(MAKE) -f $(SRC)/Makefile --no-print-directory deps-check
	$(MAKE) -f $(SRC)/Makefile --no-print-directory check

# ---- install

.PHONY: install uninstall
D := $(DESTDIR)
install: all				## install below $(DESTDIR)$(PREFIX)
	$(INSTALL) -d $D$(BINDIR) $D$(INCLUDEDIR) $D$(LIBDIR) \
	    $D$(PKGCONFIGDIR) $D$(CMAKEDIR) \
	    $D$(BASHCOMPDIR) $D$(ZSHCOMPDIR) $D$(FISHCOMPDIR) \
	    $D$(MANDIR)/man1 $D$(MANDIR)/man3 $D$(MANDIR)/man7
	$(INSTALL) -m 755 $(PROGRAM) $D$(BINDIR)
	$(INSTALL) -m 644 $(SRC)/include/sipresp.h $D$(INCLUDEDIR)
	$(INSTALL) -m 644 $(STATIC) $D$(LIBDIR)
	$(INSTALL) -m 755 $(SHARED) $D$(LIBDIR)
	ln -sf $(notdir $(SHARED)) $D$(LIBDIR)/libsipresp.so
	$(INSTALL) -m 644 $(BUILD)/sipresp.pc $D$(PKGCONFIGDIR)
	$(INSTALL) -m 644 $(CMAKE_FILES) $D$(CMAKEDIR)
	$(INSTALL) -m 644 $(BUILD)/completion/sipresp $D$(BASHCOMPDIR)
	$(INSTALL) -m 644 $(BUILD)/completion/_sipresp $D$(ZSHCOMPDIR)
	$(INSTALL) -m 644 $(BUILD)/completion/sipresp.fish $D$(FISHCOMPDIR)
	for page in $(PAGES); do \
	    $(INSTALL) -m 644 $$page $D$(MANDIR)/man$${page##*.}; done
	for page in $(MAN3); do \
	    sed -n 's/^\.Nm \(sipresp_[a-z_]*\).*/\1/p' $(BUILD)/man/$$page.3 | \
	    while read name; do test $$name = $$page || \
		ln -sf $$page.3 $D$(MANDIR)/man3/$$name.3; done; done

uninstall:				## remove what install put there
	rm -f $D$(BINDIR)/sipresp $D$(INCLUDEDIR)/sipresp.h \
	    $D$(PKGCONFIGDIR)/sipresp.pc $D$(LIBDIR)/libsipresp.a \
	    $(addprefix $D$(CMAKEDIR)/,$(notdir $(CMAKE_FILES))) \
	    $D$(BASHCOMPDIR)/sipresp $D$(ZSHCOMPDIR)/_sipresp \
	    $D$(FISHCOMPDIR)/sipresp.fish \
	    $D$(LIBDIR)/libsipresp.so $D$(LIBDIR)/$(notdir $(SHARED)) \
	    $D$(MANDIR)/man[137]/sipresp.[137] \
	    $D$(MANDIR)/man[37]/sipresp_*.[37]

# From two folders, one with a longer name: the same bytes.
.PHONY: reproducible
reproducible:				## is what is built the same wherever it is?
	rm -rf $(BUILD)-reproducible
	for folder in a a-longer-name/of/a/folder; do \
	    mkdir -p $(BUILD)-reproducible/$$folder && \
	    tar -C $(SRC) -cf - Makefile sipresp.pc.in .packaging include lib man examples | \
	    tar -C $(BUILD)-reproducible/$$folder -xf - && \
	    $(MAKE) -C $(BUILD)-reproducible/$$folder BUILD=build SRC=. \
		lib build/sipresp >/dev/null || exit; done
	cd $(BUILD)-reproducible && for file in libsipresp.a \
	    libsipresp.so.$(ABI) sipresp lib/parse.o; do \
	    cmp a/build/$$file a-longer-name/of/a/folder/build/$$file || exit; \
	    echo "$$file: the same from both folders"; done

# ---- release

.PHONY: dist distcheck clean help
DIST := libsipresp-$(VERSION)
dist: $(BUILD)/meson.build		## make the release tarball
	@mkdir -p $(BUILD)
	git -C $(SRC) archive --prefix=$(DIST)/ \
	    --add-file=$(abspath $(BUILD))/meson.build HEAD | \
	    gzip -9n >$(BUILD)/$(DIST).tar.gz
	sed -e 's|@VERSION@|$(VERSION)|' -e "s|@SHA256@|$$( \
	    sha256sum $(BUILD)/$(DIST).tar.gz | sed 's/ .*//')|" \
	    $(PACKAGING)/meson/sipresp.wrap.in >$(BUILD)/sipresp.wrap

# Unpack the tarball, build it out of tree, test it, install it and take it
# away again: nothing may be left.
distcheck: dist				## check the release tarball
	rm -rf $(BUILD)/distcheck && mkdir -p $(BUILD)/distcheck
	tar -C $(BUILD)/distcheck -xf $(BUILD)/$(DIST).tar.gz
	chmod -R a-w $(BUILD)/distcheck/$(DIST)
	cd $(BUILD)/distcheck && for target in check install uninstall; do \
	    $(MAKE) -f $(DIST)/Makefile BUILD=out DESTDIR=$$PWD/root $$target || \
	    exit; done
	test -z "`find $(BUILD)/distcheck/root ! -type d`"
	chmod -R u+w $(BUILD)/distcheck && rm -r $(BUILD)/distcheck

clean:					## remove $(BUILD) and its variants
	rm -rf $(BUILD) $(BUILD)-all $(BUILD)-en $(BUILD)-none \
	    $(BUILD)-strict-gcc $(BUILD)-strict-clang \
	    $(BUILD)-embed $(BUILD)-sanitize $(BUILD)-portable \
	    $(BUILD)-coverage $(BUILD)-fuzz $(BUILD)-reproducible \
	    $(BUILD)-kamailio $(BUILD)-prove

help:					## list the targets
	@sed -n 's/^\([a-z-]*\):.*## */\1\t/p' $(SRC)/Makefile \
	    $(PACKAGING)/packaging.mk | expand -t 20

# Keep objects of test and fuzz programs; know what each object includes.
.SECONDARY:
-include $(shell find $(BUILD) \( -name deb -o -name installed -o -name meson \) -prune -o \
    -type f -name '*.d' -print 2>/dev/null)
