/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/cli/simulate_choices.h"
#include "engine/cli/stream_out.h"
#include "engine/output/simulate_csv.h"

enum {
  ID_MUNICIPALITIES = 1,
  ID_RESPONDENTS,
  ID_WAVES,
  ID_STATEMENTS,
  ID_LEVEL,
  ID_SD,
  ID_STATEMENT_SD,
  ID_PERSON,
  ID_EFFECT,
  ID_KEPT,
  ID_ROLE_EFFECT,
  ID_LEADERSHIP,
  ID_MUNICIPALITY_SD,
  ID_WAVE_MUNICIPALITY_SD,
  ID_MISSING,
  ID_TRUTH,
  ID_PUBLISHED,
};

static const leda_option survey_options[] = {
    {"municipalities", 0, "N", N_("municipalities, of unequal size (default: 30)"),
     ID_MUNICIPALITIES},
    {"respondents", 0, "N", N_("answers in each wave, over all municipalities (default: 240)"),
     ID_RESPONDENTS},
    {"waves", 0, "N", N_("waves (default: 2)"), ID_WAVES},
    {"statements", 0, "N", N_("statements (default: 19)"), ID_STATEMENTS},
    {"level", 0, "L", N_("mean on the scale 1-7 in the first wave (default: 4.5)"), ID_LEVEL},
    {"statement-sd", 0, "SD", N_("how much statements differ (default: 0.4)"), ID_STATEMENT_SD},
    {"sd", 0, "SD", N_("standard deviation between people (default: 1.4)"), ID_SD},
    {"person", 0, "P",
     N_("share of that variance that a person's answers have in common (default: 0.3)"), ID_PERSON},
    {"effect", 0, "SIZE", N_("change from the first wave to the second (default: 0.3)"), ID_EFFECT},
    {"kept", 0, "P", N_("share of the effect that is left from the third wave on (default: 1)"),
     ID_KEPT},
    {"role-effect", 0, "SIZE", N_("how much higher leadership answers than support (default: 0)"),
     ID_ROLE_EFFECT},
    {"leadership", 0, "P", N_("share of respondents in leadership (default: 0.4)"), ID_LEADERSHIP},
    {"municipality-sd", 0, "SD", N_("how much municipalities differ (default: 0.4)"),
     ID_MUNICIPALITY_SD},
    {"wave-municipality-sd", 0, "SD",
     N_("how much municipalities move by chance in each wave (default: 0.2)"),
     ID_WAVE_MUNICIPALITY_SD},
    {"missing", 0, "P", N_("share of answers that are missing (default: 0)"), ID_MISSING},
    {"truth", 0, NULL,
     N_("also columns with the answer: true_effect, true_municipality, true_wave_municipality"),
     ID_TRUTH},
    {"published", 0, NULL,
     N_("synthetic answers behind the published tables of Leda för resultat: as many people, the "
        "same means to the printed digits"),
     ID_PUBLISHED},
};

/* The options, and which of them were given. */
typedef struct {
  leda_simulate_survey_options options;
  bool published;
  unsigned given; /* 1 << id */
} survey_choices;

static leda_status set_number(leda_simulate_survey_model *model, int id, const char *value,
                              leda_error *err) {
  switch (id) {
  case ID_LEVEL:
    return leda_option_number("level", value, &model->level, err);
  case ID_SD:
    return leda_option_number("sd", value, &model->sd, err);
  case ID_STATEMENT_SD:
    return leda_option_number("statement-sd", value, &model->statement_sd, err);
  case ID_PERSON:
    return leda_option_number("person", value, &model->person, err);
  case ID_EFFECT:
    return leda_option_number("effect", value, &model->effect, err);
  case ID_KEPT:
    return leda_option_number("kept", value, &model->kept, err);
  case ID_ROLE_EFFECT:
    return leda_option_number("role-effect", value, &model->role, err);
  case ID_LEADERSHIP:
    return leda_option_number("leadership", value, &model->leadership, err);
  case ID_MUNICIPALITY_SD:
    return leda_option_number("municipality-sd", value, &model->municipality_sd, err);
  case ID_WAVE_MUNICIPALITY_SD:
    return leda_option_number("wave-municipality-sd", value, &model->wave_municipality_sd, err);
  default:
    return leda_option_number("missing", value, &model->missing, err);
  }
}

static leda_status handle(int id, const char *value, void *data, leda_error *err) {
  survey_choices *choices = data;
  leda_simulate_survey_options *options = &choices->options;
  leda_simulate_survey_model *model = &options->model;
  choices->given |= 1U << id;
  switch (id) {
  case ID_MUNICIPALITIES:
    return leda_simulate_count("municipalities", value, &model->municipalities, err);
  case ID_RESPONDENTS:
    return leda_simulate_count("respondents", value, &model->respondents, err);
  case ID_WAVES:
    return leda_simulate_count("waves", value, &model->waves, err);
  case ID_STATEMENTS:
    return leda_simulate_count("statements", value, &model->statements, err);
  case ID_TRUTH:
    options->truth = true;
    return LEDA_OK;
  case ID_PUBLISHED:
    choices->published = true;
    return LEDA_OK;
  default:
    return set_number(model, id, value, err);
  }
}

static leda_status write_text(const leda_text *text, void *data, leda_error *err) {
  return leda_stream_out_write(data, text, err);
}

static leda_status make_survey(const leda_simulate_survey_options *options, const leda_cli *cli,
                               leda_error *err) {
  leda_stream_out out;
  leda_text header = {0};
  leda_simulate_survey_sink sink = {.render = leda_simulate_csv_respondent,
                                    .write = write_text,
                                    .data = &out,
                                    .progress = leda_cli_progress(cli, _("simulating"))};
  leda_status status = leda_stream_out_open(&out, cli, err);
  leda_simulate_csv_survey_header(options, &header);
  if (!status) status = leda_text_status(&header, err);
  if (!status) status = leda_stream_out_write(&out, &header, err);
  if (!status) status = leda_simulate_survey_run(options, &sink, err);
  leda_cli_progress_end();
  leda_text_clear(&header);
  return leda_stream_out_close(&out, status, err);
}

/* ---- behind published tables ---- */

/* What the tables settle cannot be an option too. */
static leda_status check_published(const survey_choices *choices, leda_error *err) {
  for (size_t i = 0; i < sizeof survey_options / sizeof *survey_options; i++) {
    const leda_option *option = &survey_options[i];
    bool fits = option->id == ID_PUBLISHED || option->id == ID_SD || option->id == ID_PERSON ||
                option->id == ID_MUNICIPALITY_SD || option->id == ID_WAVE_MUNICIPALITY_SD;
    if (fits || !(choices->given & (1U << option->id))) continue;
    leda_fail(err, LEDA_ERR_USAGE, _("--%s cannot stand beside --%s"), option->name, "published");
    leda_error_hint(err, "%s",
                    _("the published tables settle it; --sd, --person, --municipality-sd, "
                      "--wave-municipality-sd and --seed may be given"));
    return LEDA_ERR_USAGE;
  }
  return LEDA_OK;
}

static leda_status make_published(const survey_choices *choices, const leda_cli *cli,
                                  leda_error *err) {
  const leda_simulate_survey_model *model = &choices->options.model;
  leda_synthetic_options options = {.sd = model->sd,
                                    .person = model->person,
                                    .municipality_sd = model->municipality_sd,
                                    .wave_municipality_sd = model->wave_municipality_sd,
                                    .seed = cli->seed};
  leda_synthetic synthetic = {0};
  leda_text text = {0};
  leda_status status = check_published(choices, err);
  if (!status) status = leda_synthetic_run(&synthetic, &options, err);
  if (!status) leda_simulate_csv_synthetic(&synthetic, &text);
  if (!status) status = leda_text_status(&text, err);
  if (!status) status = leda_cli_emit(cli, &text, err);
  leda_text_clear(&text);
  leda_synthetic_clear(&synthetic);
  return status;
}

leda_status leda_simulate_survey_command(int argc, char **argv, leda_cli *cli, leda_error *err) {
  survey_choices choices = {.options = leda_simulate_survey_options_default()};
  leda_command_line line = {
      .usage = "leda simulate survey [OPTIONS]",
      .summary = N_("Makes answers on a scale from 1 to 7, in waves, by people inside "
                    "municipalities, with a known effect, as CSV."),
      .options = {survey_options, sizeof survey_options / sizeof *survey_options},
      .handler = handle,
      .data = &choices,
      .example = "leda simulate survey --respondents 250 --waves 3 --effect 0.3 --kept 0.5"};
  int first = 0;
  leda_status status = leda_cli_parse(cli, &line, (leda_arguments){argc, argv}, &first, err);
  if (status || cli->help || cli->version) return status;
  choices.options.model.seed = cli->seed;
  status = leda_simulate_check_line(cli, argc - first, err);
  if (!status && choices.published) return make_published(&choices, cli, err);
  if (!status) status = leda_simulate_survey_check(&choices.options, err);
  return status ? status : make_survey(&choices.options, cli, err);
}
