# packaging.mk - the library for other build systems, languages and programs
#
# Included by ../Makefile, whose variables it uses.

PACKAGING	:= $(SRC)/.packaging
PYTHON		?= python3

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
	    -ffreestanding $(if $(filter %-portable,$*),-DSIPRESP_PORTABLE) -c -o $*/sipresp.o sipresp.c
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
