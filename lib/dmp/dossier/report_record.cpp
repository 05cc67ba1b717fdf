#include "dmp/dossier/record.hpp"
#include "dmp/render/json_report.hpp"

namespace dmp::dossier {

using render::Json;

void to_json(const Recorded& recorded, std::string_view path, std::string_view act,
             const render::Heading& heading, render::Sink sink) {
  const Json summary = {{"changes", recorded.changes.size()},
                        {"sites", recorded.sites.size()},
                        {"refused", recorded.refused.size()}};
  render::JsonReport report(heading, summary, recorded.refused, std::move(sink));
  report.list("changes", recorded.changes, [](const Change& change) {
    return Json{
        {"site", change.site}, {"what", change.what}, {"from", change.from}, {"to", change.to}};
  });
  report.list("touched", recorded.sites, [](const std::string& site) { return Json(site); });
  report.list("files", std::vector<std::string>{std::string(path)},
              [act](const std::string& file) { return render::file_value(file, act); });
  report.finish();
}

}  // namespace dmp::dossier
