#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "dmp/core/bytes.hpp"
#include "dmp/core/date.hpp"
#include "dmp/core/error.hpp"
#include "dmp/core/stop.hpp"
#include "dmp/model/dossier.hpp"
#include "dmp/policy/policy.hpp"

/// Form 413, "commande de certificats logiciels" (procedure 4.6 and 5), in French.
namespace dmp::form413 {

/// Field is one value of the form with its place: part number and label as in chapter 5.
struct Field {
  std::string part;   ///< "3.1"
  std::string label;  ///< "Dénomination de la structure"
  std::string value;  ///< Empty where the guide says to leave it so; "☒"/"☐" for tick boxes: "true"/"false".
};

/// fields returns every value of a site's form, in the order of the form. It is what the PDF shows.
std::vector<Field> fields(const model::Dossier& dossier, const model::Establishment& site,
                          const policy::Policy& policy);

/// draw makes the PDF. Error ids: FORM-GLYPH (input: a character that no font has), FORM-TOO-LONG
/// (input: a value that does not fit at the smallest size, with `label`), FORM-FONT (environment).
Result<Bytes> draw(const model::Dossier& dossier, const model::Establishment& site,
                   const policy::Policy& policy, Date as_of);

struct Request {
  const model::Dossier& dossier;
  std::vector<const model::Establishment*> sites;
  policy::Policy policy;
  std::filesystem::path folder;
  Date as_of;
  bool overwrite = false;
  bool dry_run = false;
  StopRequested stop;
};

/// WrittenForm is one PDF: `written` is false when the same bytes were there already or on a dry run.
struct WrittenForm {
  std::string site;
  std::filesystem::path path;
  std::string file_name;
  bool written = false;
};

struct Outcome {
  std::vector<WrittenForm> forms;
  std::vector<std::pair<std::string, Error>> failures;  ///< Site id and why its form was not made.
};

/// make_forms writes `form-413-<finess>.pdf` for each site. The same bytes again change nothing; other
/// bytes are refused (FILE-EXISTS) without `overwrite`. Required data that the dossier lacks: FORM-INCOMPLETE (input, with `missing`).
Result<Outcome> make_forms(const Request& request);

}  // namespace dmp::form413
