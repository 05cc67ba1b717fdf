#pragma once

#include <optional>
#include <string>
#include <vector>

#include "dmp/form413/form413.hpp"
#include "dmp/pdf/page.hpp"

namespace dmp::form413 {

/// Content is all that the pages show.
struct Content {
  std::vector<Field> fields;
  std::string finess;
  std::string official_url;
  std::string service_email;
  std::string prepared_on;  ///< As the footer shows it.
  std::optional<model::Signatory> signer_role;
  bool trial = false;  ///< The dossier is not one of production.
  bool draft = false;  ///< Something may be missing.
};

/// lay_out places the content: part 3 on page 1, part 4 and the signature on page 2, further
/// administrators on the pages after it.
std::vector<pdf::Page> lay_out(const Content& content);

}  // namespace dmp::form413
