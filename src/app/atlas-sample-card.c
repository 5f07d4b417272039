#include "atlas-sample-card.h"

#include "atlas-lettering.h"

struct _AtlasSampleCard
{
  AtlasMapCard parent_instance;
};

G_DEFINE_FINAL_TYPE (AtlasSampleCard, atlas_sample_card, ATLAS_TYPE_MAP_CARD)

static void
atlas_sample_card_measure (AtlasMapCard     *card,
                           const AtlasScene *scene,
                           double           *width,
                           double           *height)
{
  const AtlasStyle *style = atlas_scene_get_style (scene);
  AtlasLanguage language = atlas_scene_get_language (scene);
  g_autoptr(AtlasLettering) lettering = atlas_lettering_new (language, ATLAS_MAP_CARD_POINT);

  atlas_lettering_measure (lettering, &style->texts[ATLAS_TEXT_SAMPLE],
                           style->words.sample[language], 0, width, height);
}

static void
atlas_sample_card_paint (AtlasMapCard     *card,
                         cairo_t          *cr,
                         const AtlasScene *scene)
{
  const AtlasStyle *style = atlas_scene_get_style (scene);
  AtlasLanguage language = atlas_scene_get_language (scene);
  g_autoptr(AtlasLettering) lettering = atlas_lettering_new (language, ATLAS_MAP_CARD_POINT);

  atlas_lettering_draw (lettering, cr, &style->texts[ATLAS_TEXT_SAMPLE],
                        style->words.sample[language], 0, 0, 0, 0, 0);
}

static void
atlas_sample_card_class_init (AtlasSampleCardClass *klass)
{
  ATLAS_MAP_CARD_CLASS (klass)->measure = atlas_sample_card_measure;
  ATLAS_MAP_CARD_CLASS (klass)->paint = atlas_sample_card_paint;
}

static void
atlas_sample_card_init (AtlasSampleCard *self)
{
}
