# SPDX-License-Identifier: GPL-3.0-or-later
# leda: is this change a trend or noise?  `make help` lists what can be made.

VERSION := 0.1.0
prefix  ?= /usr/local
DESTDIR ?=
FUZZ_SECONDS ?= 60
# Not empty, or rm would work from the root.
BUILD := $(or $(BUILD),build)
SAN ?=

# ---- which build -------------------------------------------------------------------------------
# `check` and `fuzz` build everything a second time with other flags, so they run on their own.
VARIANT_GOAL := $(filter check fuzz,$(MAKECMDGOALS))
ifneq ($(VARIANT_GOAL),)
ifneq ($(words $(MAKECMDGOALS)),1)
$(error '$(VARIANT_GOAL)' has an object folder of its own: run it as a make command of its own)
endif
endif
ifeq ($(VARIANT_GOAL),check)
ifeq ($(SAN),)
SAN := address,undefined
endif
endif
ifeq ($(VARIANT_GOAL),fuzz)
SAN := fuzzer-no-link,address,undefined
endif

# CC has a built-in default, so `CC ?=` would never apply.
ifeq ($(origin CC),default)
CC := $(if $(filter fuzz,$(VARIANT_GOAL)),clang,gcc)
endif
ifeq ($(origin AR),default)
AR := ar
endif

# All cores unless the user chose a number.
ifeq ($(filter -j%,$(MAKEFLAGS))$(findstring j,$(firstword -$(MAKEFLAGS))),)
MAKEFLAGS += -j$(shell nproc 2>/dev/null || echo 2)
endif
MAKEFLAGS += --no-builtin-rules --no-print-directory
.SUFFIXES:
.DELETE_ON_ERROR:

empty :=
comma := ,
VARIANT := $(notdir $(firstword $(CC)))-$(if $(SAN),$(subst $(comma),+,$(SAN)),plain)
OBJ := $(BUILD)/obj/$(VARIANT)
# The plain build stands where users look for it; a sanitized one beside its objects.
BIN := $(if $(SAN),$(OBJ),$(BUILD))

# ---- flags -------------------------------------------------------------------------------------
# clang warns where it does not follow `omp simd`, as with a sanitizer it often does not (pass-failed).
WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes \
  -Wmissing-prototypes -Wold-style-definition -Wpointer-arith -Wcast-qual -Wcast-align \
  -Wwrite-strings -Wvla -Wformat=2 -Wundef -Wredundant-decls -Wno-pass-failed -Werror
# Fused multiply-add changes the last bits of results from one machine to another.
SEMANTICS := -std=c11 -ffp-contract=off -fopenmp
OPTIMISE := $(if $(SAN),-O1 -g -fno-omit-frame-pointer,-O2 -g)
SANFLAGS := $(if $(SAN),-fsanitize=$(SAN) -fno-sanitize-recover=all)
CPPFLAGS += -I. -D_POSIX_C_SOURCE=200809L -DLEDA_VERSION='"$(VERSION)"'
ALL_CFLAGS = $(SEMANTICS) $(WARNINGS) $(OPTIMISE) $(SANFLAGS) $(CFLAGS)
ALL_LDFLAGS = -fopenmp $(SANFLAGS) $(LDFLAGS)
LDLIBS := -lgsl -lgslcblas -lcsv -ljansson -linih -lxlsxwriter -lmd -lz -lm

# ---- packages (Debian 12 names), by purpose ----------------------------------------------------
PKG_BUILD := gcc libc6-dev make libgsl-dev libcsv-dev libjansson-dev libinih-dev uthash-dev \
  libmd-dev zlib1g-dev libxlsxwriter-dev gettext
PKG_RUN   := gnuplot-nox fonts-dejavu-core
PKG_TEST  := $(PKG_RUN) libcmocka-dev
PKG_LINT  := clang-format clang-tidy cppcheck shellcheck libomp-dev libcmocka-dev
PKG_FUZZ  := clang libclang-rt-14-dev libomp-dev

GOALS := $(filter-out clean help uninstall,$(or $(MAKECMDGOALS),all))
PACKAGES := $(sort $(if $(filter-out po,$(GOALS)),$(PKG_BUILD)) $(if $(filter po,$(GOALS)),gettext) \
  $(if $(filter demo gallery bench,$(GOALS)),$(PKG_RUN)) $(if $(filter test check unit,$(GOALS)),$(PKG_TEST)) \
  $(if $(filter lint,$(GOALS)),$(PKG_LINT)) $(if $(filter fuzz,$(GOALS)),$(PKG_FUZZ)))
ifneq ($(PACKAGES),)
ifneq ($(shell sh .ci/deps $(PACKAGES) >&2 && echo complete),complete)
# The command to run was printed. Question mode does nothing more and ends with exit code 1, where
# an error would end with 2.
MAKEFLAGS += -q
endif
endif

# ---- files: found, never listed ----------------------------------------------------------------
MAIN := engine/cli/main.c
LIB_SRC := $(sort $(filter-out $(MAIN),$(wildcard engine/*/*.c stats/*.c plots/*.c)))
SUPPORT_SRC := $(sort $(wildcard tests/support/*.c))
UNIT_SRC := $(sort $(wildcard tests/unit/test_*.c))
ORACLE_SRC := $(sort $(wildcard tests/oracle/test_*.c))
FUZZ_SRC := $(sort $(wildcard tests/fuzz/fuzz_*.c))
FUZZ_MAIN := tests/fuzz/replay.c
BENCH_SRC := $(sort $(wildcard benchmarks/*.c))

object = $(patsubst %.c,$(OBJ)/%.o,$(1))
program = $(patsubst %.c,$(OBJ)/%,$(1))

LIB := $(BIN)/libleda.a
PROGRAM := $(if $(wildcard $(MAIN)),$(BIN)/leda)
CATALOGUES := $(patsubst engine/po/%.po,$(BIN)/locale/%/LC_MESSAGES/leda.mo,$(wildcard engine/po/*.po))
CMOCKA_TESTS := $(call program,$(UNIT_SRC) $(ORACLE_SRC))
FUZZERS := $(call program,$(FUZZ_SRC))
# Outside `make fuzz` a harness replays its corpus: what was once found stays mended.
TESTS := $(CMOCKA_TESTS) $(FUZZERS)
CHOSEN_TESTS := $(foreach test,$(TESTS),$(if $(T),$(if $(findstring $(T),$(notdir $(test))),$(test)),$(test)))
BENCHES := $(call program,$(BENCH_SRC))

.DEFAULT_GOAL := all
.PHONY: all demo gallery test check unit lint fuzz bench install uninstall clean help po
all: $(PROGRAM) $(LIB) $(CATALOGUES)

# ---- compile and link --------------------------------------------------------------------------
ifeq ($(V),1)
say =
else
say = @printf '  %-6s %s\n' '$(1)' '$(2)';
endif

# A stamp is rewritten only when its text changes: other flags or another compiler rebuild.
define stamp
@mkdir -p $(@D); printf '%s\n' '$(subst ','\'',$(1))' | cmp -s - $@ || printf '%s\n' '$(subst ','\'',$(1))' > $@
endef
.PHONY: FORCE
$(OBJ)/flags: FORCE
	$(call stamp,$(CC) $(CPPFLAGS) $(ALL_CFLAGS) $(ALL_LDFLAGS))
$(OBJ)/prefix: FORCE
	$(call stamp,$(prefix))
$(BIN)/variant: FORCE
	$(call stamp,$(VARIANT))

$(OBJ)/engine/core/i18n.o: CPPFLAGS += -DLEDA_LOCALEDIR='"$(prefix)/share/locale"'
$(OBJ)/engine/core/i18n.o: $(OBJ)/prefix

$(OBJ)/%.o: %.c $(OBJ)/flags
	$(call say,CC,$<)mkdir -p $(@D) && $(CC) $(CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(LIB): $(call object,$(LIB_SRC)) $(BIN)/variant
	$(call say,AR,$@)mkdir -p $(@D) && rm -f $@ && $(AR) rcs $@ $(filter %.o,$^)

$(BIN)/leda: $(call object,$(MAIN)) $(LIB)
	$(call say,LINK,$@)$(CC) $(ALL_LDFLAGS) -o $@ $(filter %.o,$^) $(LIB) $(LDLIBS)

$(CMOCKA_TESTS): %: %.o $(call object,$(SUPPORT_SRC)) $(LIB)
	$(call say,LINK,$@)$(CC) $(ALL_LDFLAGS) -o $@ $(filter %.o,$^) $(LIB) -lcmocka $(LDLIBS)

ifeq ($(VARIANT_GOAL),fuzz)
$(FUZZERS): ALL_LDFLAGS += -fsanitize=fuzzer
$(FUZZERS): %: %.o $(LIB)
else
$(FUZZERS): %: %.o $(call object,$(FUZZ_MAIN)) $(LIB)
endif
$(FUZZERS):
	$(call say,LINK,$@)$(CC) $(ALL_LDFLAGS) -o $@ $(filter %.o,$^) $(LIB) $(LDLIBS)

$(BENCHES): %: %.o $(LIB)
	$(call say,LINK,$@)$(CC) $(ALL_LDFLAGS) -o $@ $(filter %.o,$^) $(LIB) $(LDLIBS)

$(BIN)/locale/%/LC_MESSAGES/leda.mo: engine/po/%.po
	$(call say,MSGFMT,$@)mkdir -p $(@D) && msgfmt --check -o $@ $<

# ---- what people call --------------------------------------------------------------------------
demo: all ## make the bundled report in build/demo and say what it found
	@$(BUILD)/leda report datasets/lfr/project.ini --dir $(BUILD)/demo

gallery: all ## draw every type of chart again: docs/gallery.md
	@LEDA=$(BUILD)/leda sh docs/make_gallery.sh

test: all $(TESTS) ## build and run all tests
check: all $(TESTS) ## the tests under SAN=address,undefined (or another choice)
test check:
	@LEDA_BIN=$(BIN) sh tests/run_tests.sh $(TESTS)

unit: $(LIB) $(CATALOGUES) $(CHOSEN_TESTS) ## only the test programs; T=period: those named so
	@LEDA_BIN=$(BIN) LEDA_GOLDEN=no sh tests/run_tests.sh $(CHOSEN_TESTS)

lint: $(LIB) ## format, clang-tidy, cppcheck, layers, sizes, headers, catalogue
	@CPPFLAGS='$(subst ',,$(CPPFLAGS))' CFLAGS='$(SEMANTICS) $(WARNINGS)' LEDA_BUILD=$(BUILD) sh tests/lint/run.sh

ifeq ($(VARIANT_GOAL),fuzz)
fuzz: $(FUZZERS) ## run each fuzz harness for FUZZ_SECONDS=60
	@LEDA_BUILD=$(BUILD) sh tests/fuzz/run.sh $(FUZZ_SECONDS) $(FUZZERS)
else
fuzz:
endif

bench: all $(BENCHES) ## run the benchmarks; the tables also go to build/bench
	@mkdir -p $(BUILD)/bench; for program in $(BENCHES); do \
	  name=$$(basename $$program); echo "# $$name"; \
	  $$program >$(BUILD)/bench/$$name.md || exit 1; cat $(BUILD)/bench/$$name.md; done

po: ## bring new texts into engine/po/*.po for the translators
	@sh engine/po/update.sh

install: all ## install below $(DESTDIR)$(prefix), /usr/local if not said
	install -d $(DESTDIR)$(prefix)/bin $(DESTDIR)$(prefix)/lib $(DESTDIR)$(prefix)/share/leda
	install -m 755 $(BIN)/leda $(DESTDIR)$(prefix)/bin/leda
	install -m 644 $(BIN)/libleda.a $(DESTDIR)$(prefix)/lib/libleda.a
	cp -R datasets $(DESTDIR)$(prefix)/share/leda/
	for mo in $(CATALOGUES:$(BIN)/locale/%=%); do \
	  install -D -m 644 $(BIN)/locale/$$mo $(DESTDIR)$(prefix)/share/locale/$$mo; done

uninstall: ## remove what install put there
	rm -f $(DESTDIR)$(prefix)/bin/leda $(DESTDIR)$(prefix)/lib/libleda.a
	rm -f $(CATALOGUES:$(BIN)/locale/%=$(DESTDIR)$(prefix)/share/locale/%)
	rm -rf $(DESTDIR)$(prefix)/share/leda

clean: ## remove build/
	rm -rf $(BUILD)

help: ## this list
	@echo 'make [TARGET] [SAN=address,undefined] [CC=clang] [BUILD=build] [prefix=DIR] [V=1]'
	@echo '  (none)     build/leda, build/libleda.a and the Swedish catalogue'
	@sed -n 's/^\([a-z]*\):[^#]*## \(.*\)/\1|\2/p' Makefile | while IFS='|' read -r name what; do \
	  printf '  %-10s %s\n' "$$name" "$$what"; done

-include $(patsubst %.c,$(OBJ)/%.d,$(LIB_SRC) $(MAIN) $(SUPPORT_SRC) $(UNIT_SRC) $(ORACLE_SRC) \
  $(FUZZ_SRC) $(FUZZ_MAIN) $(BENCH_SRC))
