#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "dmp/documents/reading.hpp"
#include "dmp/model/dossier.hpp"
#include "dmp/render/table.hpp"

/// What the subcommands of `dossier` do with the document itself.
namespace dmp::dossier {

/// Level is who says a value: the site, its legal entity, the defaults, or a list that one of these
/// refers to.
enum class Level { site, legal_entity, defaults, people, software, administrators };
std::string_view to_string(Level level);  ///< "site", "legal-entity", …

/// Saying is one place of the document.
struct Saying {
  Level by = Level::site;
  std::string pointer;
  std::uint32_t line = 0;
};

/// Fact is one value that holds for a site, and where it comes from: who says it and, where that is
/// a reference, what it refers to.
struct Fact {
  std::string part;   ///< "contract", "agents/0", "certificates/1", …
  std::string value;  ///< As the dossier has it, in one line.
  std::vector<Saying> from;
};

/// ShownSite is all that holds for one site.
struct ShownSite {
  std::string id;
  std::string name;
  std::vector<Fact> facts;
};

/// show tells what holds for these sites of a dossier that was read.
std::vector<ShownSite> show(const documents::Reading<model::Dossier>& reading,
                            const std::vector<const model::Establishment*>& sites);

/// to_text renders a table a site.
std::string to_text(const std::vector<ShownSite>& sites, const render::TextStyle& style);

/// to_json renders a report (schemas/report.schema.json).
std::string to_json(const std::vector<ShownSite>& sites, Date as_of);

}  // namespace dmp::dossier
