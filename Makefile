# SPDX-License-Identifier: GPL-3.0-or-later
# leda: is this change a trend or noise?  `make help` lists what can be made.

VERSION := 0.1.0
prefix  ?= /usr/local
DESTDIR ?=
FUZZ_SECONDS ?= 60
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
OBJ := build/obj/$(VARIANT)
# The plain build stands where users look for it; a sanitized one beside its objects.
BIN := $(if $(SAN),$(OBJ),build)

# ---- flags -------------------------------------------------------------------------------------
WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes \
  -Wmissing-prototypes -Wold-style-definition -Wpointer-arith -Wcast-qual -Wcast-align \
  -Wwrite-strings -Wvla -Wformat=2 -Wundef -Wredundant-decls -Werror
# Fused multiply-add changes the last bits of results from one machine to another.
SEMANTICS := -std=c11 -ffp-contract=off -fopenmp
OPTIMISE := $(if $(SAN),-O1 -g -fno-omit-frame-pointer,-O2 -g)
SANFLAGS := $(if $(SAN),-fsanitize=$(SAN) -fno-sanitize-recover=all)
CPPFLAGS += -I. -D_POSIX_C_SOURCE=200809L -DLEDA_VERSION='"$(VERSION)"'
ALL_CFLAGS = $(SEMANTICS) $(WARNINGS) $(OPTIMISE) $(SANFLAGS) $(CFLAGS)
ALL_LDFLAGS = -fopenmp $(SANFLAGS) $(LDFLAGS)
LDLIBS := -lgsl -lgslcblas -lcsv -ljansson -linih -lmd -lz -lm

# ---- packages (Debian 12 names), by purpose ----------------------------------------------------
PKG_BUILD := gcc libc6-dev make libgsl-dev libcsv-dev libjansson-dev libinih-dev uthash-dev \
  libmd-dev zlib1g-dev gettext
PKG_RUN   := gnuplot-nox fonts-dejavu-core
PKG_TEST  := $(PKG_RUN) libcmocka-dev
PKG_LINT  := clang clang-format clang-tidy cppcheck libomp-dev libcmocka-dev
PKG_FUZZ  := clang libclang-rt-14-dev libomp-dev

GOALS := $(or $(MAKECMDGOALS),all)
PACKAGES := $(sort $(PKG_BUILD) $(if $(filter demo,$(GOALS)),$(PKG_RUN)) \
  $(if $(filter test check,$(GOALS)),$(PKG_TEST)) $(if $(filter bench,$(GOALS)),$(PKG_RUN)) \
  $(if $(filter lint,$(GOALS)),$(PKG_LINT)) $(if $(filter fuzz,$(GOALS)),$(PKG_FUZZ)))

# ---- files: found, never listed ----------------------------------------------------------------
MAIN := engine/cli/main.c
LIB_SRC := $(sort $(filter-out $(MAIN),$(wildcard engine/*/*.c stats/*.c plots/*.c)))
SUPPORT_SRC := $(sort $(wildcard tests/support/*.c))
UNIT_SRC := $(sort $(wildcard tests/unit/test_*.c))
ORACLE_SRC := $(sort $(wildcard tests/oracle/test_*.c))
FUZZ_SRC := $(sort $(wildcard tests/fuzz/fuzz_*.c))
BENCH_SRC := $(sort $(wildcard benchmarks/*.c))

object = $(patsubst %.c,$(OBJ)/%.o,$(1))
program = $(patsubst %.c,$(OBJ)/%,$(1))

LIB := $(BIN)/libleda.a
PROGRAM := $(if $(wildcard $(MAIN)),$(BIN)/leda)
CATALOGUES := $(patsubst engine/po/%.po,$(BIN)/locale/%/LC_MESSAGES/leda.mo,$(wildcard engine/po/*.po))
TESTS := $(call program,$(UNIT_SRC) $(ORACLE_SRC))

.PHONY: all demo test check lint fuzz bench install uninstall clean help deps po
all: $(PROGRAM) $(LIB) $(CATALOGUES)

# ---- packages ----------------------------------------------------------------------------------
deps:
	+@sh .ci/deps $(PACKAGES)

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
$(OBJ)/flags: FORCE | deps
	$(call stamp,$(CC) $(CPPFLAGS) $(ALL_CFLAGS) $(ALL_LDFLAGS))
$(OBJ)/prefix: FORCE | deps
	$(call stamp,$(prefix))
$(BIN)/variant: FORCE | deps
	$(call stamp,$(VARIANT))

$(OBJ)/engine/core/i18n.o: CPPFLAGS += -DLEDA_LOCALEDIR='"$(prefix)/share/locale"'
$(OBJ)/engine/core/i18n.o: $(OBJ)/prefix

$(OBJ)/%.o: %.c $(OBJ)/flags | deps
	$(call say,CC,$<)mkdir -p $(@D) && $(CC) $(CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(LIB): $(call object,$(LIB_SRC)) $(BIN)/variant
	$(call say,AR,$@)mkdir -p $(@D) && rm -f $@ && $(AR) rcs $@ $(filter %.o,$^)

$(BIN)/leda: $(call object,$(MAIN)) $(LIB)
	$(call say,LINK,$@)$(CC) $(ALL_LDFLAGS) -o $@ $(filter %.o,$^) $(LIB) $(LDLIBS)

$(TESTS): %: %.o $(call object,$(SUPPORT_SRC)) $(LIB)
	$(call say,LINK,$@)$(CC) $(ALL_LDFLAGS) -o $@ $(filter %.o,$^) $(LIB) -lcmocka $(LDLIBS)

$(BIN)/locale/%/LC_MESSAGES/leda.mo: engine/po/%.po | deps
	$(call say,MSGFMT,$@)mkdir -p $(@D) && msgfmt --check -o $@ $<

# ---- what people call --------------------------------------------------------------------------
test check: all $(TESTS)
	+@LEDA_BIN=$(BIN) sh tests/run_tests.sh $(TESTS)

demo: all
	+@build/leda report datasets/lfr/project.ini --dir build/demo

clean:
	rm -rf build

-include $(patsubst %.c,$(OBJ)/%.d,$(LIB_SRC) $(MAIN) $(SUPPORT_SRC) $(UNIT_SRC) $(ORACLE_SRC) \
  $(FUZZ_SRC) $(BENCH_SRC))
