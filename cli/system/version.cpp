#include "system/version.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>

#include "dmp/card/component.hpp"
#include "dmp/documents/component.hpp"
#include "dmp/documents/embedded.hpp"
#include "dmp/files/component.hpp"
#include "dmp/pdf/component.hpp"
#include "dmp/policy/policy.hpp"
#include "dmp/render/component.hpp"
#include "dmp/x509/component.hpp"

namespace dmp::cli {
namespace {

std::string libraries() {
  std::vector<Component> all = {{"CLI11", CLI11_VERSION}};
  for (const auto& of_module :
       {components(), render::components(), files::components(), documents::components(),
        pdf::components(), x509::components(), card::components()}) {
    all.insert(all.end(), of_module.begin(), of_module.end());
  }
  std::ranges::sort(all, {}, &Component::name);
  return CLI::detail::join(
      all, [](const Component& each) { return each.name + " " + each.version; }, ", ");
}

std::string editions() {
  return CLI::detail::join(
      policy::builtin_policies(), [](const policy::Policy& each) { return each.name; }, ", ");
}

std::string documents_known() {
  std::vector<std::string> known;
  for (const auto& schema : documents::embedded_schemas()) {
    const auto version = documents::version_of(schema);
    known.push_back(std::string(schema.name) + (version ? " " + std::to_string(*version) : ""));
  }
  return CLI::detail::join(known, ", ");
}

}  // namespace

std::string version_text(const Wording& wording, bool detailed) {
  std::string text = "dmpcert " DMPCERT_VERSION;
  if (detailed) {
    text +=
        "\n" + wording.text("cli.version.details",
                            {arg("libraries", libraries()), arg("generator", x509::rsa_generator()),
                             arg("editions", editions()), arg("documents", documents_known())});
  }
  return text;
}

}  // namespace dmp::cli
