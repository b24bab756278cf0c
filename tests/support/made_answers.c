/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/support/made_answers.h"

#include <string.h>

/* A letter a person. */
static const char made_group[] =
    "dahheekkfhdbfhhkgbeadaglhbbbkjiacfljjcijcibhaajcibbdekfidalgefbjfgacdglglldelckgifhekdedel"
    "jiafkibdaaebgidlggalbleccgdjilibakbilcjhdllkjchickjhhdedgjkjlica";
static const char made_wave[] =
    "011101101010110110001011001010111010100101001001101101110000011100000010100010101101000100"
    "1100101111010110000011011100001100001110000100101010101010001100";
static const char made_role[] =
    "000111110000010011010000000000100100011000000111100010001000011111000110101000100111011000"
    "1100000010000000001001011010010011001111101100101111100100000110";
static const char made_y[] =
    "634655756343765762116173544525531315753725624351434625756145673643344622247154454645466755"
    "6712526631544465252443533366233212312256314567615442775653444421";

static const char wine_y[] =
    "233444551213235423325544323232532343333332322454112223232223333412323244";
static const char wine_warm[] =
    "000011110000111100001111000011110000111100001111000011110000111100001111";
static const char wine_contact[] =
    "001100110011001100110011001100110011001100110011001100110011001100110011";
static const char wine_judge[] =
    "111111112222222233333333444444445555555566666666777777778888888899999999";

static void set_row(leda_test_answers *a, int y, int first, int second) {
  a->y[a->n] = y;
  a->value[a->n] = y + 1;
  a->x[2 * a->n] = first;
  a->x[2 * a->n + 1] = second;
  a->wave[a->n] = (size_t)first;
  a->n++;
}

void leda_test_made_answers(leda_test_answers *answers) {
  memset(answers, 0, sizeof *answers);
  answers->groups = 12;
  answers->categories = 7;
  for (size_t i = 0; made_y[i] != '\0'; i++) {
    answers->group[i] = (size_t)(made_group[i] - 'a');
    set_row(answers, made_y[i] - '1', made_wave[i] - '0', made_role[i] - '0');
  }
}

void leda_test_wine(leda_test_answers *answers) {
  memset(answers, 0, sizeof *answers);
  answers->groups = 9;
  answers->categories = 5;
  for (size_t i = 0; wine_y[i] != '\0'; i++) {
    answers->group[i] = (size_t)(wine_judge[i] - '1');
    set_row(answers, wine_y[i] - '1', wine_warm[i] - '0', wine_contact[i] - '0');
  }
}
