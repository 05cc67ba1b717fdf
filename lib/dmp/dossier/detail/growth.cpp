#include "dmp/dossier/detail/growth.hpp"

namespace dmp::dossier {

void Growth::add_entity(Json entity) {
  complete_entity(entity, !dossier_.has("/defaults/contract"),
                  !dossier_.has("/defaults/representative"), wording_);
  dossier_.append("/legal_entities", entity.dump());
  entities_.insert(entity["finess"].get<std::string>());
}

void Growth::add_site(Json site) {
  const auto number = site.find("legal_entity");
  const auto entity = number == site.end() ? std::string() : number->get<std::string>();
  const auto known = entity.empty() ? entity : view_.entity(entity);
  complete_site(
      site,
      [&](std::string_view part) {
        const bool is_new_entity =
            entities_.contains(entity) && (part == "contract" || part == "representative");
        return is_new_entity || dossier_.has("/defaults/" + std::string(part)) ||
               (!known.empty() && dossier_.has(known + "/" + std::string(part)));
      },
      wording_);
  dossier_.append("/establishments", ordered(std::move(site)).dump());
}

}  // namespace dmp::dossier
