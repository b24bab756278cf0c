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
};

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
  leda_simulate_survey_options *options = data;
  leda_simulate_survey_model *model = &options->model;
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

leda_status leda_simulate_survey_command(int argc, char **argv, leda_cli *cli, leda_error *err) {
  leda_simulate_survey_options options = leda_simulate_survey_options_default();
  leda_command_line line = {
      .usage = "leda simulate survey [OPTIONS]",
      .summary = N_("Makes answers on a scale from 1 to 7, in waves, by people inside "
                    "municipalities, with a known effect, as CSV."),
      .options = {survey_options, sizeof survey_options / sizeof *survey_options},
      .handler = handle,
      .data = &options,
      .example = "leda simulate survey --respondents 250 --waves 3 --effect 0.3 --kept 0.5"};
  int first = 0;
  leda_status status = leda_cli_parse(cli, &line, (leda_arguments){argc, argv}, &first, err);
  if (status || cli->help || cli->version) return status;
  options.model.seed = cli->seed;
  status = leda_simulate_check_line(cli, argc - first, err);
  if (!status) status = leda_simulate_survey_check(&options, err);
  return status ? status : make_survey(&options, cli, err);
}
