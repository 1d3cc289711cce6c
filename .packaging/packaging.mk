# packaging.mk - the library for other build systems, languages and programs
#
# Included by ../Makefile, whose variables it uses.

PACKAGING	:= $(SRC)/.packaging
PYTHON		?= python3

PACKAGES	:= amalgamation installed meson abi completion python wireshark deb

.PHONY: packages-check deps-packages
deps-packages: $(PACKAGES:%=deps-%)	## install what "packages-check" needs
packages-check: $(PACKAGES:%=%-check)	## each way to have the library: all of the following

# ---- the library as two files

# Checked with each compiler: no warning, the same names for the linker as the
# archive has, and the tests and the program linked with it instead.
AMALGAMATION	:= $(BUILD)/amalgamation
AMALGAMATION_CCS ?= gcc clang

.PHONY: amalgamation amalgamation-check deps-amalgamation
deps-amalgamation: deps-strict		## install what "amalgamation-check" needs
	@$(SRC)/.ci/install python3
amalgamation: $(AMALGAMATION)/sipresp.c	## make two files of it, sipresp.c and sipresp.h
$(AMALGAMATION)/sipresp.c: $(PACKAGING)/amalgamate.py $(SRC)/include/sipresp.h \
    $(SRC)/LICENSE $(shell find $(SRC)/lib -type f)
	CC='$(CC)' $(PYTHON) $< $(SRC) $(@D)

amalgamation-check: amalgamation $(TEST_OBJ) $(PROGRAM_OBJ) $(STATIC) ## test them on their own
	for cc in $(AMALGAMATION_CCS); do for as in $$cc $$cc-portable; do \
	    $(MAKE) -f $(SRC)/Makefile --no-print-directory \
		amalgamation-check-$$as || exit; done; done
	for as in 'c -std=c99' 'c++ -std=c++11'; do \
	    echo '#include "sipresp.h"' | $(CC) -x $$as $(STRICT) -fsyntax-only \
		-I$(AMALGAMATION) - || exit; done
amalgamation-check-%: cc = $(patsubst %-portable,%,$*)
amalgamation-check-%: out = $(AMALGAMATION)/$*
amalgamation-check-%: $(AMALGAMATION)/sipresp.c
	@mkdir -p $(out)
	cd $(AMALGAMATION) && $(cc) -std=c11 -O2 -g $(STRICT) -Wundef \
	    -Wwrite-strings -Wstrict-prototypes -Wmissing-prototypes \
	    -ffreestanding $(TEXTS_$(TEXT)) $(if $(filter %-portable,$*),-DSIPRESP_PORTABLE) -c -o $*/sipresp.o sipresp.c
	$(NM) -g --defined-only $(STATIC) | awk 'NF == 3 { print $$3 }' | sort \
	    >$(out)/want
	$(NM) -g --defined-only $(out)/sipresp.o | awk '{ print $$3 }' | sort | \
	    diff $(out)/want -
	$(CC) -o $(out)/check $(TEST_OBJ) $(out)/sipresp.o \
	    $(shell $(PKG_CONFIG) --libs check jansson) $(LDFLAGS)
	$(CC) -o $(out)/sipresp $(PROGRAM_OBJ) $(out)/sipresp.o $(PROGRAM_LIBS) \
	    $(LDFLAGS)
	CK_FORK=no SIPRESP_PROGRAM=$(out)/sipresp \
	    SIPRESP_DATA=$(SRC)/tests/data $(out)/check

# ---- what is installed

# Written anew each time, as sipresp.pc is.
CMAKE_FILES	:= $(BUILD)/sipresp-config.cmake $(BUILD)/sipresp-config-version.cmake
FROM_CMAKEDIR	= $(shell realpath -m --relative-to='$(CMAKEDIR)' '$(1)')

.PHONY: cmake-files installed-check deps-installed
cmake-files:
	@mkdir -p $(BUILD)
	@sed -e 's|@ABI@|$(ABI)|' \
	    -e 's|@TO_LIBDIR@|$(call FROM_CMAKEDIR,$(LIBDIR))|' \
	    -e 's|@TO_INCLUDEDIR@|$(call FROM_CMAKEDIR,$(INCLUDEDIR))|' \
	    $(PACKAGING)/cmake/sipresp-config.cmake.in >$(BUILD)/sipresp-config.cmake
	@sed -e 's|@VERSION@|$(VERSION)|' \
	    -e "s|@SIZEOF_VOID_P@|$$(echo __SIZEOF_POINTER__ | \
	    $(CC) $(CFLAGS) -E -P -)|" \
	    $(PACKAGING)/cmake/sipresp-config-version.cmake.in \
	    >$(BUILD)/sipresp-config-version.cmake

deps-installed: deps-demo		## install what "installed-check" needs
	@$(SRC)/.ci/install pkg-config cmake c++:g++ readelf:binutils
installed-check: all			## use it installed: pkg-config, CMake, moved elsewhere
	MAKE='$(MAKE)' CC='$(CC)' CXX='$(CXX)' PKG_CONFIG='$(PKG_CONFIG)' \
	    $(PACKAGING)/check-installed.sh $(SRC) $(BUILD) $(VERSION) $(ABI)

# ---- the ABI

# What programs that are linked rely on, as of the last time that it was meant
# to change: functions, types and their layout.  An added function is no change;
# anything else is, and asks for another number of the shared library, or, before
# a release, for "make abi-update".  gcc on x86-64, like the file.
#
# Of types, a comparison only sees those that a function leads to: here, one
# more function leads to all that the header declares.
ABI_FILE	:= $(SRC)/lib/sipresp.abi
ABI_BUILD	:= $(BUILD)/abi
ABI_LIB		:= $(ABI_BUILD)/libsipresp.so.$(ABI)
ABI_FLAGS	:= BUILD=$(ABI_BUILD) CC=gcc CFLAGS='-O0 -g' CPPFLAGS= LDFLAGS= MAPPED=

.PHONY: abi-check abi-update deps-abi $(ABI_LIB)
deps-abi: deps-demo			## install what "abi-check" needs
	@$(SRC)/.ci/install gcc abidiff:abigail-tools
abi-check: $(ABI_BUILD)/sipresp.abi	## has what linked programs rely on changed?
	abidiff --no-show-locs --no-added-syms --harmless $(ABI_FILE) $< || { \
	    echo 'The ABI is not that of $(ABI_FILE): see "Versions" in sipresp(3).' >&2; \
	    echo 'If that is what the change is for: make abi-update' >&2; exit 1; }
	@echo 'abi-check: programs that were linked still run'
abi-update: $(ABI_BUILD)/sipresp.abi	## take the ABI as it is now for the one to keep
	cp $< $(ABI_FILE)
$(ABI_BUILD)/sipresp.abi: $(ABI_LIB)
	{ echo '#include "sipresp.h"'; echo 'void sipresp_types('; \
	    sed -n 's/^\(enum\|struct\) \(sipresp_[a-z0-9_]*\) {.*/\1 \2 \2_,/p' \
		$(SRC)/include/sipresp.h; echo 'int end) { (void)end; }'; \
	    } >$(ABI_BUILD)/types.c
	{ echo sipresp_types; cat $(SRC)/lib/sipresp.sym; } >$(ABI_BUILD)/types.sym
	sed -e 's/$$/;/' -e '1s/^/SIPRESP_$(ABI) { global: /' -e '$$s/$$/ local: *; };/' \
	    $(ABI_BUILD)/types.sym >$(ABI_BUILD)/types.map
	gcc -std=c11 -O0 -g -fPIC -I$(abspath $(SRC))/include -shared \
	    -Wl,-soname,libsipresp.so.$(ABI) \
	    -Wl,--version-script=$(ABI_BUILD)/types.map -o $(ABI_BUILD)/types.so \
	    $(ABI_BUILD)/types.c $(LIB_SRC:%=$(ABI_BUILD)/lib/%.o)
	abidw --no-corpus-path --no-comp-dir-path --no-show-locs \
	    --drop-private-types --headers-dir $(abspath $(SRC))/include \
	    $(ABI_BUILD)/types.so >$@
$(ABI_LIB):
	$(MAKE) -f $(SRC)/Makefile --no-print-directory -s $(ABI_FLAGS) $@

# ---- Meson

# The tarball has a file for it; with the wrap file, it is a subproject.
.PHONY: meson-check deps-meson
$(BUILD)/meson.build: $(PACKAGING)/meson/meson.build.in $(SRC)/include/sipresp.h \
    $(LIB_SRC:%=$(SRC)/lib/%.c)
	@mkdir -p $(@D)
	printf "  'lib/%s.c',\n" $(LIB_SRC) >$@.sources
	sed -e 's|@VERSION@|$(VERSION)|' -e 's|@ABI@|$(ABI)|' \
	    -e '/^@SOURCES@$$/{r $@.sources' -e 'd;}' $< >$@
deps-meson: deps-demo			## install what "meson-check" needs
	@$(SRC)/.ci/install meson c++:g++ git pkg-config
meson-check: dist			## use the tarball as a subproject of Meson, and by itself
	rm -rf $(BUILD)/meson && mkdir -p $(BUILD)/meson/consumer/subprojects/packagefiles
	cp $(PACKAGING)/consumer/meson.build $(BUILD)/meson/consumer
	cp $(SRC)/examples/shortest.c $(BUILD)/meson/consumer
	cp $(SRC)/examples/shortest.c $(BUILD)/meson/consumer/shortest.cc
	cp $(REPLY) $(BUILD)/meson/consumer/reply.sip
	cp $(BUILD)/sipresp.wrap $(BUILD)/meson/consumer/subprojects
	cp $(BUILD)/$(DIST).tar.gz $(BUILD)/meson/consumer/subprojects/packagefiles
	for library in shared static; do \
	    meson setup --default-library=$$library --werror \
		$(BUILD)/meson/$$library $(BUILD)/meson/consumer && \
	    meson test -v -C $(BUILD)/meson/$$library || exit; done
	tar -C $(BUILD)/meson -xf $(BUILD)/$(DIST).tar.gz
	meson setup --prefix=/usr --libdir=lib $(BUILD)/meson/itself $(BUILD)/meson/$(DIST)
	DESTDIR=$(abspath $(BUILD))/meson/root meson install -C $(BUILD)/meson/itself
	$(NM) -D --defined-only $(BUILD)/meson/root/usr/lib/libsipresp.so.$(ABI) | \
	    sed -n 's/.* T \(.*\)@@SIPRESP_$(ABI)$$/\1/p' | \
	    diff $(SRC)/lib/sipresp.sym -
	test "$$(PKG_CONFIG_LIBDIR=$(BUILD)/meson/root/usr/lib/pkgconfig \
	    $(PKG_CONFIG) --modversion sipresp)" = $(VERSION)

# ---- completion in shells

# Written by a program that has the tables of this one and of the library.
COMPLETIONS	:= $(BUILD)/completion/sipresp $(BUILD)/completion/_sipresp \
		   $(BUILD)/completion/sipresp.fish

.PHONY: completion completion-check deps-completion
completion: $(COMPLETIONS)		## write what shells complete
$(BUILD)/completion/mkcompletion: $(PACKAGING)/mkcompletion.c \
    $(filter-out $(SRC)/examples/sipresp.c,$(PROGRAM_SRC:%=$(SRC)/examples/%.c)) \
    $(LIB_SRC:%=$(SRC)/lib/%.c) $(wildcard $(SRC)/lib/*.def $(SRC)/lib/*/*.def)
	@mkdir -p $(@D)
	$(BUILD_CC) -std=c11 -D_POSIX_C_SOURCE=200809L -I$(SRC)/include \
	    -I$(SRC)/lib -I$(SRC)/examples -o $@ $(filter %.c,$^)
$(BUILD)/completion/sipresp: $(BUILD)/completion/mkcompletion
	$< bash >$@
$(BUILD)/completion/_sipresp: $(BUILD)/completion/mkcompletion
	$< zsh >$@
$(BUILD)/completion/sipresp.fish: $(BUILD)/completion/mkcompletion
	$< fish >$@
deps-completion: deps-demo		## install what "completion-check" needs
	@$(SRC)/.ci/install bash zsh fish python3
completion-check: $(COMPLETIONS) $(PROGRAM)	## run bash, zsh and fish: do they complete it?
	$(PACKAGING)/check-completion.py $(PROGRAM) $(BUILD)/completion

# ---- Python and Wireshark

# The modules are one file each, and need no build.
.PHONY: python-check deps-python wireshark-check deps-wireshark
deps-python: deps-demo			## install what "python-check" needs
	@$(SRC)/.ci/install python3
python-check: $(SHARED)			## test the module for Python
	SIPRESP_LIBRARY=$(abspath $(SHARED)) CC='$(CC)' PYTHONDONTWRITEBYTECODE=1 \
	    PYTHONPATH=$(SRC)/bindings/python \
	    $(PYTHON) $(SRC)/bindings/python/test.py $(SRC)/include
deps-wireshark: deps-demo		## install what "wireshark-check" needs
	@$(SRC)/.ci/install tshark python3
wireshark-check: $(PROGRAM)		## does tshark show the advice beside responses?
	$(PYTHON) $(SRC)/bindings/wireshark/test.py \
	    $(SRC)/bindings/wireshark/sipresp.lua $(PROGRAM)

# ---- Debian packages

# debian/ is laid into the release tarball, which is built as Debian would.
DEB		:= $(BUILD)/deb
.PHONY: deb deb-check deps-deb
deb: dist				## build Debian packages
	rm -rf $(DEB) && mkdir -p $(DEB)
	case $$(dpkg-parsechangelog -l $(PACKAGING)/debian/changelog -S Version) in \
	$(VERSION)-*) ;; *) echo 'debian/changelog is not of $(VERSION)' >&2; exit 1;; esac
	cp $(BUILD)/$(DIST).tar.gz $(DEB)/libsipresp_$(VERSION).orig.tar.gz
	tar -C $(DEB) -xf $(BUILD)/$(DIST).tar.gz
	cp -R $(PACKAGING)/debian $(DEB)/$(DIST)
	cd $(DEB)/$(DIST) && env -u MAKEFLAGS -u MAKELEVEL dpkg-buildpackage -us -uc
deps-deb: deps-lua			## install what "deb" and "deb-check" need
	@$(SRC)/.ci/install dpkg-buildpackage:dpkg-dev dh:debhelper \
	    dh_python3:dh-python lintian fakeroot git cmake make python3 mandoc \
	    check.pc:check jansson.pc:libjansson-dev libpcap.pc:libpcap-dev g++
deb-check: deb				## hold them to Debian's policy, and use them
	cd $(DEB) && lintian -EvIL +pedantic --fail-on error,warning *.changes
	mkdir $(DEB)/root
	for package in $(DEB)/*.deb; do dpkg-deb -x $$package $(DEB)/root || exit; done
	ROOT=$(abspath $(DEB))/root $(PACKAGING)/debian/tests/smoke
