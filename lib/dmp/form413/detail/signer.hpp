#pragma once

#include <optional>

#include "dmp/model/dossier.hpp"

namespace dmp::form413 {

/// Signer is who signs a site's form, as far as the dossier tells.
struct Signer {
  std::optional<model::Signatory> role;
  const model::Person* person = nullptr;  ///< Lives as long as the site; null when it names nobody.
};

/// signer_of chooses the signer as `fields` documents it.
Signer signer_of(const model::Establishment& site);

}  // namespace dmp::form413
