#pragma once

#include <set>
#include <string>

#include "dmp/dossier/detail/draft.hpp"
#include "dmp/dossier/detail/view.hpp"

namespace dmp::dossier {

/// Growth adds legal entities and sites to a dossier that is there, with a TODO for all that
/// neither they nor the dossier say.
class Growth {
 public:
  /// `dossier` is changed, `view` is of it as it was; both outlive this.
  Growth(documents::Edit& dossier, const View& view, const Wording& wording)
      : dossier_(dossier), view_(view), wording_(wording) {}

  void add_entity(Json entity);
  void add_site(Json site);

 private:
  documents::Edit& dossier_;
  const View& view_;
  const Wording& wording_;
  std::set<std::string, std::less<>> entities_;  ///< That were added.
};

}  // namespace dmp::dossier
