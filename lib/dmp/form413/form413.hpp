#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "dmp/base/bytes.hpp"
#include "dmp/base/date.hpp"
#include "dmp/base/error.hpp"
#include "dmp/base/finding.hpp"
#include "dmp/base/stop.hpp"
#include "dmp/model/dossier.hpp"
#include "dmp/model/mail.hpp"
#include "dmp/policy/policy.hpp"

/// Form 413, "commande de certificats logiciels" (procedure 4.6 and 5), in French.
namespace dmp::form413 {

/// FieldKind says how a value is written on paper.
enum class FieldKind {
  text,   ///< Free text in a box.
  boxes,  ///< One character a box.
  tick,   ///< A tick box: the value is "true" or "false".
};

/// Field is one value of the form with its place: part number and label as in chapter 5.
struct Field {
  std::string part;   ///< "3.1"
  std::string label;  ///< "Dénomination de la structure", without the star of compulsory fields.
  std::string value;  ///< Empty where the guide says to leave it so; tick boxes: "true"/"false".
  /// Stable name: "structure.name", "signatory.card", "administrators.2.email", …
  std::string id = {};
  FieldKind kind = FieldKind::text;
  bool starred = false;      ///< The form marks it as compulsory.
  bool left_empty = false;   ///< The guide says not to fill it, star or not.
  bool exempt = false;       ///< The form exempts this structure from it.
  std::string owner = {};    ///< Part 4.1: id of the administrator in the dossier.
  std::string pointer = {};  ///< JSON pointer of the value in the dossier; empty: it has no place.

  /// required tells whether a form without this value cannot be sent.
  [[nodiscard]] bool required() const { return starred && !left_empty && !exempt; }
  /// name is the field as messages call it: "4.1 Email professionnel (adm-dsi)".
  [[nodiscard]] std::string name() const;
};

/// fields returns every value of a site's form, in the order of the form. It is what the PDF shows.
/// Without a `signatory` the representative signs where there is one, else a proxy. Among several
/// proxies the first one with an active card signs, else the first one. Part 4.1 has one row of
/// empty fields when the site names no administrator.
std::vector<Field> fields(const model::Dossier& dossier, const model::Establishment& site,
                          const policy::Policy& policy);

/// missing_fields names the required values that the dossier lacks, in the order of the form.
std::vector<std::string> missing_fields(const std::vector<Field>& fields);

/// draw makes the PDF, complete or not: the same input gives the same bytes. Error ids: those of
/// pdf::draw_pages, with the name of the field as `label`. A draft says so on every page.
Result<Bytes> draw(const model::Dossier& dossier, const model::Establishment& site,
                   const policy::Policy& policy, Date as_of, bool draft = false);

struct Official;

/// Request asks for the forms of some sites of one dossier.
struct Request {
  const model::Dossier& dossier;
  std::vector<const model::Establishment*> sites;
  policy::Policy policy;
  std::filesystem::path folder;
  Instant now;
  bool overwrite = false;
  bool dry_run = false;
  StopRequested stop;
  bool draft = false;  ///< Forms that lack something too; all say on each page not to send them.
  /// Mails to be sent with the forms: one beside each, or one for all of them.
  enum class Mails { none, of_each, of_group } mails = Mails::none;
  const Official* official = nullptr;  ///< Fill this file instead of drawing (template.hpp).
  unsigned jobs = 1;                   ///< How many forms are made at a time.
  /// Ids of further sites of the group of which no form is made: its mail has to wait for them.
  std::vector<std::string> left_out = {};
  /// Where a file is written that is to lie at a path: behind links, or refused. Called by several
  /// threads. Empty: at the path itself.
  std::function<Result<std::filesystem::path>(const std::filesystem::path&)> place = {};
};

/// FileKind says what a written file is.
enum class FileKind { form, mail, annex };

/// WrittenForm is one file: `written` is false when the same was there already or on a dry run.
struct WrittenForm {
  std::string site;  ///< Empty for the mail of a group.
  std::filesystem::path path;
  std::string file_name;
  bool written = false;
  bool kept = false;  ///< The same is there already; also told on a dry run.
  FileKind kind = FileKind::form;
};

/// Outcome is what became of each site.
struct Outcome {
  std::vector<WrittenForm> forms;                       ///< Forms, and the mails beside them.
  std::vector<std::pair<std::string, Error>> failures;  ///< Site id and why its form was not made.
  bool stopped =
      false;  ///< The user asked to end: the sites that are in neither list were not begun.
  /// Why the mail of the group was not written though no form failed for it: FORM-GROUP-INCOMPLETE
  /// (input, with `sites`), when a form is missing.
  std::optional<Error> group_waits = std::nullopt;
};

/// make_forms writes `form-413-<finess>.pdf` for each site; a draft is
/// `form-413-<finess>-draft.pdf` (with the site's id where it has no number), so that it is never
/// taken for the form. Mails are `form-413-<finess>.eml` or, grouped, `form-413-group.eml`. The
/// same bytes again change nothing, nor does the same form prepared on another day; other bytes are
/// refused (FORM-EXISTS) without `overwrite`. A mail that an earlier run made from the same dossier
/// follows its forms where they were made again since. The mail of a group is written when the
/// forms of all its sites are there, and not before. Required data that the dossier lacks:
/// FORM-INCOMPLETE (input, with `missing`). With an official file, fill_template's errors. Two
/// sites with one FINESS number: FORM-SAME-FINESS (input). Mails: those of mail_of. The whole fails
/// only when the folder cannot be made.
Result<Outcome> make_forms(const Request& request);

/// SiteForm is a site with its form as PDF.
struct SiteForm {
  const model::Establishment* site = nullptr;
  std::string file_name;
  Bytes pdf;
};

/// mail_of writes, in French, the mail with which forms go to the client service (procedure 4.6,
/// 5), to be sent by a person: from the signatory, or from the group's contact where several
/// persons sign; to those who signed and to the technical administrators in copy. Further forms
/// that the procedure asks of these sites are named, to be added before it is sent. Error ids
/// (input): FORM-MAIL-ADDRESS (the edition knows no address, `policy`), FORM-MAIL-SENDER (`site`).
Result<model::Mail> mail_of(const model::Dossier& dossier, const std::vector<SiteForm>& forms,
                            const policy::Policy& policy, Date as_of);

/// Annex is another form of the procedure (4.2) that a site's dossier needs.
struct Annex {
  std::string form;   ///< "101", "301", "502"
  std::string title;  ///< In French, like all of it.
  std::string why;
  std::string filled_by;  ///< Who fills it in and signs it.
  std::string card;       ///< The card that it asks for, or that is needed for it.
  std::string where;      ///< Where to get it.
  std::vector<std::pair<std::string, std::string>> values;  ///< What to write in it: label, value.
};

/// annexes lists the forms that the site needs besides form 413: 101 where the representative has
/// no contract or no card in force, 301 for each of the establishment's administrators without one,
/// 502 for a proxy who signs and whose designation was not sent. What was asked for already is not
/// asked for again.
std::vector<Annex> annexes(const model::Dossier& dossier, const model::Establishment& site,
                           Date as_of);

/// annex_text writes a site's annexes as a sheet in French, in plain text; a `trial` says that
/// nothing of it is to be sent.
std::string annex_text(const model::Establishment& site, const std::vector<Annex>& annexes,
                       bool trial);

/// annex_pdf draws the same sheet. Error ids: those of pdf::draw_pages.
Result<Bytes> annex_pdf(const model::Establishment& site, const std::vector<Annex>& annexes,
                        Date as_of, bool trial);

/// make_annexes writes `annexes-<finess>.pdf` and `.txt` for each site that needs further forms, on
/// the terms of make_forms.
Result<Outcome> make_annexes(const Request& request);

}  // namespace dmp::form413
