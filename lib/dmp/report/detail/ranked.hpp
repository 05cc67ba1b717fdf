#pragma once

#include <vector>

#include "dmp/model/readiness.hpp"
#include "dmp/render/ranked.hpp"

namespace dmp::report {

/// blocked_first puts the sites that cannot go on before the others.
inline std::vector<const model::SiteReadiness*> blocked_first(
    const std::vector<model::SiteReadiness>& sites) {
  return render::ranked(sites, [](const model::SiteReadiness& site) { return site.ready ? 1 : 0; });
}

}  // namespace dmp::report
