#include "dmp/dossier/fix.hpp"
#include "dmp/render/json_report.hpp"

namespace dmp::dossier {
namespace {

using render::Json;

Json to_value(const Mend& mend, bool is_done) {
  return {{"rule", mend.rule},
          {"pointer", mend.at.pointer},
          {"line", mend.at.line},
          {"site", mend.site},
          {"from", mend.from},
          {"to", mend.to},
          {"class", is_done ? "safe" : "unsafe"}};
}

}  // namespace

void to_json(const Fixed& fixed, std::string_view path, std::string_view act,
             const render::Heading& heading, render::Sink sink) {
  const Json summary = {{"mended", fixed.mends.size()},
                        {"guesses", fixed.guesses.size()},
                        {"quotes", fixed.has_quotes}};
  render::JsonReport report(heading, summary, {}, std::move(sink));
  report.list("repairs", fixed.mends, [](const Mend& mend) { return to_value(mend, true); });
  report.list_some("guesses", fixed.guesses,
                   [](const Mend& mend) { return to_value(mend, false); });
  report.list("files", std::vector<std::string>{std::string(path)},
              [act](const std::string& file) { return render::file_value(file, act); });
  report.finish();
}

}  // namespace dmp::dossier
