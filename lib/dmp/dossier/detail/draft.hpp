#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "dmp/base/text.hpp"
#include "dmp/policy/policy.hpp"
#include "dmp/render/json.hpp"

namespace dmp::dossier {

using render::Json;

/// Draft is a dossier in the making: each part is JSON as the document will have it. A member whose
/// key begins with "//" is a comment.
struct Draft {
  std::vector<Json> people;
  std::vector<Json> administrators;
  std::vector<Json> entities;
  std::vector<Json> sites;
  Json group = Json::object();  ///< What is known of it.
  std::string environment = "production";
  /// Sites need the usual certificates beside those that they name themselves.
  bool needs_usual = false;
};

/// todo is the value that stands for one which is to be found out, with what it is to be.
std::string todo(std::string_view id, const Wording& wording);

/// id_from makes an id of a name ("CH de Cayenne": "ch-de-cayenne") that `is_taken` does not know.
std::string id_from(std::string_view name, const std::function<bool(std::string_view)>& is_taken);

/// set_at sets a member of an object by a path of keys ("contract/status").
void set_at(Json& object, std::string_view path, Json value);

/// ordered puts the members of a site into the order of our examples.
Json ordered(Json&& site);

/// certificate is one of a service, carried as the newest edition of the procedure has it; services
/// other than the DMP need a name for it.
Json certificate(std::string_view service, std::string_view usage, const Wording& wording);

/// newest_edition is the newest edition of the procedure.
const policy::Policy& newest_edition();

/// complete_person adds a TODO for all that is not known of somebody; `card` is the text that says
/// which cards the person may have.
void complete_person(Json& person, std::string_view card, const Wording& wording);

/// complete_entity and complete_site add a TODO for all that neither the document nor what is above
/// says; `is_said` tells of a part of the site whether something above says it.
void complete_entity(Json& entity, bool needs_contract, bool needs_representative,
                     const Wording& wording);
void complete_site(Json& site, const std::function<bool(std::string_view)>& is_said,
                   const Wording& wording);

/// compose writes the whole dossier: what sites have in common is said once, what is not known is a
/// TODO.
std::string compose(Draft draft, const Wording& wording);

}  // namespace dmp::dossier
