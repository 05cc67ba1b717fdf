#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "dmp/base/date.hpp"
#include "dmp/base/error.hpp"
#include "dmp/base/finding.hpp"
#include "dmp/base/text.hpp"
#include "dmp/dossier/questions.hpp"
#include "dmp/registry/registry.hpp"

/// A new dossier: from the FINESS register, or a starter.
namespace dmp::dossier {

/// NewRequest is for whom a dossier is begun.
struct NewRequest {
  std::vector<std::string> sites;     ///< Site FINESS numbers (ET), valid.
  std::vector<std::string> entities;  ///< Legal-entity numbers (EJ), valid: all their open sites.
  std::optional<registry::Extract> finess_register;  ///< What it says of these; nothing: none.
  Instant now;
  std::size_t most_sites = 100;  ///< Of one legal entity.
  Wording wording;               ///< Of the comments and the TODOs.
  Answers answers = {};          ///< To questions of an earlier run, by their key.
};

/// NewDossier is the document with what should be known about it.
struct NewDossier {
  std::string document;
  std::size_t sites = 0;
  std::vector<Question> questions;  ///< What somebody may know right away.
  Findings findings;  ///< NEW-CLOSED (a site that was asked for), NEW-LEFT-OUT (closed, of an EJ).
};

/// new_dossier writes a dossier: names, numbers, categories, SIRET and departments as the register
/// has them, and a TODO for each value that nobody has said. Without numbers, or without a
/// register, it is a starter to be filled in. Error ids (input): NEW-UNKNOWN (with `numbers`),
/// NEW-KIND (with `number`: an ET that is a legal entity), NEW-ENTITY-KIND (the reverse),
/// NEW-MANY-SITES (with `number`, `sites`, `limit`), NEW-NO-SITE (with `number`: an EJ whose sites
/// are all closed).
Result<NewDossier> new_dossier(const NewRequest& request);

}  // namespace dmp::dossier
